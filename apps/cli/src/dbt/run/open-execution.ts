import { Execution, type SqlConnections, type V12 } from '@weft/dbt';
import type { ExecutionRequest, Flags, TaskExecution } from '@weft/runner';
import type { ReadyProject } from '../project/read-project.js';
import { argsOf } from './invocation-args.js';
import type { VerbCall } from './invocation.js';
import { eventTeller } from './tell-execution-event.js';

export interface ExecutionParts {
  readonly call: VerbCall;
  readonly ready: ReadyProject;
  readonly connections: SqlConnections;
  readonly request: ExecutionRequest;
  /** Of the present task: a retry has those of the run before it. */
  readonly flags: Flags;
  readSeed(node: V12.SeedNode): Promise<string>;
}

/** Contexts and sessions of one run over the project's engine. */
export function openExecution({ call, ready, connections, request, flags, readSeed }: ExecutionParts): TaskExecution {
  const { manifest, project, target } = ready;
  return new Execution({
    manifest,
    project,
    connections,
    flags: runFlags({ ...call, flags }),
    deferred: request.deferred,
    now: call.invocation.startedAt,
    invocationId: call.invocation.id,
    onEvent: eventTeller(call, manifest),
    selected: request.selected,
    readSeed,
    writer: target,
    metadataEnv: call.invocation.env,
  });
}

function runFlags(call: VerbCall) {
  const { flags } = call;
  const sample = flags.values['sample'] as { readonly start: Date; readonly end: Date } | null | undefined;
  return {
    which: flags.which,
    fullRefresh: flags.is('full_refresh'),
    empty: flags.is('empty'),
    sample: sample ?? null,
    eventTimeStart: flags.date('event_time_start'),
    eventTimeEnd: flags.date('event_time_end'),
    storeFailures: flags.is('store_failures'),
    defer: flags.is('defer'),
    favorState: flags.is('favor_state'),
    introspect: flags.values['introspect'] !== false,
    injectEphemeralCtes: flags.values['inject_ephemeral_ctes'] !== false,
    print: flags.values['print'] !== false,
    raw: flags.values,
    invocationArgs: argsOf(call),
  };
}
