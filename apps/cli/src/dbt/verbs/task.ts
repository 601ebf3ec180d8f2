import { takeManifestText } from '@weft/dbt';
import {
  BUILD,
  CLONE,
  compileTask,
  docsTask,
  FRESHNESS,
  type GraphTaskSpec,
  listTask,
  RUN,
  runGraphTask,
  runOperationTask,
  SEED,
  showTask,
  SNAPSHOT,
  type TaskEnvironment,
  type TaskOutcome,
  TEST,
  writeManifest,
} from '@weft/runner';
import type { VerbHandler } from '../run/handlers.js';
import { tellWarning } from '../project/tell-warnings.js';
import type { VerbCall } from '../run/invocation.js';
import { type OpenTask, openTask } from '../run/open-task.js';

const SPECS: Readonly<Record<string, GraphTaskSpec>> = {
  run: RUN,
  test: TEST,
  build: BUILD,
  seed: SEED,
  snapshot: SNAPSHOT,
  clone: CLONE,
  freshness: FRESHNESS,
};

/** The verbs that run something over the graph of a project. */
export const task: VerbHandler = async (call) => {
  const opened = openTask(call);
  try {
    warnOfOutput(call);
    if (call.flags.is('write_json') && call.verb.which !== 'generate') await writeWhatWasRead(opened);
    return await runWhich(call.verb.which, opened, withMacro(opened.environment, call.args));
  } finally {
    await opened.close();
  }
};

/** SQL of --inline was taken out of the manifest. */
async function writeWhatWasRead({ environment, ready }: OpenTask): Promise<void> {
  await (ready.inline === null ? writeManifest(environment, takeManifestText) : writeManifest(environment));
}

function warnOfOutput(call: VerbCall): void {
  const path = call.verb.which === 'freshness' ? call.flags.text('output') : null;
  const words = `Custom output path usage \`--output ${path}\` usage detected in \`dbt source freshness\` command.`;
  if (path !== null) tellWarning(call, 'CustomOutputPathInSourceFreshnessDeprecation', words);
}

/** run-operation names its macro without a flag. */
function withMacro(environment: TaskEnvironment, [macro]: readonly string[]): TaskEnvironment {
  if (macro === undefined) return environment;
  return { ...environment, flags: environment.flags.with({ macro }) };
}

export async function runWhich(which: string, opened: OpenTask, environment: TaskEnvironment): Promise<boolean> {
  if (which === 'ls') {
    listTask(environment);
    return true;
  }
  const outcome = await outcomeOf(which, opened, environment);
  if (which === 'generate' && outcome.success) await document(opened, environment);
  return outcome.success;
}

/** index.html beside the artifacts, and with --static the same under dbt's name for a page that stands alone. */
async function document({ ready }: OpenTask, { flags }: TaskEnvironment): Promise<void> {
  const { copyAssets, writePage } = await import('../docs/write-page.js');
  const { folder, target, project } = ready;
  copyAssets(folder, target.folder, project.root.assetPaths);
  writePage(target.folder, flags.is('static') ? ['index.html', 'static_index.html'] : ['index.html']);
}

function outcomeOf(which: string, opened: OpenTask, environment: TaskEnvironment): Promise<TaskOutcome> {
  const spec = SPECS[which];
  if (spec) return runGraphTask(environment, spec);
  switch (which) {
    case 'compile':
      return compileTask(environment, opened.ready.inline);
    case 'show':
      return showTask(environment, opened.ready.inline);
    case 'generate':
      return docsTask(environment);
    default:
      return runOperationTask(environment);
  }
}
