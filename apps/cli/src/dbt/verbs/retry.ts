import { resolve } from 'node:path';
import { DbtError, type Manifest } from '@weft/dbt';
import { type EarlierRun, findNode, type Flags, OWN_FLAGS, planRetry, RENEWED_FLAGS, type Retry } from '@weft/runner';
import { DBT_VERBS } from '../flags/verbs.js';
import type { VerbHandler } from '../run/handlers.js';
import type { VerbCall } from '../run/invocation.js';
import { openTask } from '../run/open-task.js';
import { readEarlier as readEarlierArtifact } from '../run/previous-state.js';
import { noProject } from '../project/project-place.js';
import { runWhich } from './task.js';

/** `weft retry`: runs again what did not end well, as it was asked for then. */
export const retry: VerbHandler = async (call) => {
  const earlier = readEarlier(call);
  const again = asThen(call, earlier);
  const plan = planRetry(earlier, call.flags.is('warn_error'));
  if (plan.ids.size === 0 && again.flags.which === 'run-operation') return true;
  const opened = openTask(again);
  try {
    if (again.flags.which !== 'run-operation') assertThere(plan.ids, opened.ready.manifest);
    const retry: Retry = { ids: plan.ids, batches: plan.batches };
    const { cli } = call;
    const endOfTime = cli.environment.variables['WEFT_NOW'] ? opened.environment.endOfTime : plan.startedAt;
    return await runWhich(again.flags.which, opened, { ...opened.environment, retry, endOfTime });
  } finally {
    await opened.close();
  }
};

function readEarlier({ flags, folder, outline }: VerbCall): EarlierRun {
  if (folder === null) throw noProject(flags.text('project_dir'));
  const path = flags.text('state') ?? flags.text('target_path') ?? outline.targetPath ?? 'target';
  const found = readEarlierArtifact<EarlierRun>(resolve(folder, path), 'run_results.json');
  if (!found?.results.length) throw new DbtError('Runtime', `Could not find previous run in '${path}' target directory`);
  return found;
}

/** The call that is retried, with the flags that are of this one. */
function asThen(call: VerbCall, earlier: EarlierRun): VerbCall {
  const { resolved } = call;
  const then = Object.entries(earlier.args).filter(([name]) => !OWN_FLAGS.has(name));
  const renewed = [...resolved.typed].filter((name) => RENEWED_FLAGS.has(name));
  const now = Object.entries(call.flags.values).filter(([name]) => OWN_FLAGS.has(name) || renewed.includes(name));
  const defaults = Object.entries(call.flags.values).filter(([name]) => !(name in earlier.args) && !resolved.typed.has(name));
  const flags = call.flags.with(revive(Object.fromEntries([...defaults, ...then, ...now])));
  const verb = DBT_VERBS.find(({ which }) => which === flags.which) ?? call.verb;
  return { ...call, args: macroOf(earlier), flags: withThen(flags, earlier), verb };
}

function macroOf({ args }: EarlierRun): string[] {
  return typeof args['macro'] === 'string' ? [args['macro']] : [];
}

function withThen(flags: Flags, { args }: EarlierRun): Flags {
  const which = String(args['which']);
  return flags.with({ which, show: which === 'seed' || which === 'build' ? false : null, state: args['state'] ?? null });
}

/** What ran then may be gone by now. */
function assertThere(ids: ReadonlySet<string>, manifest: Manifest): void {
  for (const id of ids) {
    if (findNode(manifest, id)) continue;
    throw new DbtError('Runtime', `Couldn't find model '${id}' -- does it exist or is it disabled?`);
  }
}

/** Times are texts in run_results.json. */
function revive(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const time = (value: unknown) => (typeof value === 'string' ? new Date(`${value}Z`) : null);
  const sample = values['sample'] as { start: string; end: string } | null | undefined;
  return {
    ...values,
    event_time_start: time(values['event_time_start']),
    event_time_end: time(values['event_time_end']),
    sample: sample ? { start: time(sample.start), end: time(sample.end) } : null,
  };
}
