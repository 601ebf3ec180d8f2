import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemRunClock, type TaskEnvironment } from '@weft/runner';
import type { ReadyProject } from '../project/read-project.js';
import { readProject } from '../project/read-project.js';
import { mannersOf } from '../connections/certificate-manners.js';
import { openConnections } from '../connections/open-connections.js';
import { cancelOnAbort } from './cancel-on-abort.js';
import { argsOf } from './invocation-args.js';
import type { VerbCall } from './invocation.js';
import { openExecution } from './open-execution.js';
import { readDeferState } from './previous-state.js';
import { NodeChooser } from './node-chooser.js';

export interface OpenTask {
  readonly environment: TaskEnvironment;
  readonly ready: ReadyProject;
  /** Lets go of the engine. */
  close(): Promise<void>;
}

/** Reads the project and makes ready what a task works with; the engine is opened when it is asked for something. */
export function openTask(call: VerbCall): OpenTask {
  const ready = readProject(call);
  const { cli, flags, log, invocation } = call;
  const { manifest, project, target, folder } = ready;
  const chooser = new NodeChooser(call, ready);
  const connections = openConnections(project.target, folder, mannersOf(call, project));
  const environment: TaskEnvironment = {
    manifest,
    project,
    flags,
    log,
    clock: systemRunClock,
    invocation,
    signal: cli.signal,
    endOfTime: endOfTime(cli.environment.variables['WEFT_NOW'], invocation.startedAt),
    store: target.artifacts,
    threads: flags.is('single_threaded') ? 1 : project.target.threads,
    args: argsOf(call),
    deferState: readDeferState(call, folder),
    select: (request) => chooser.select(flags, request),
    execution: (request) =>
      openExecution({
        call,
        ready,
        connections,
        request,
        flags,
        readSeed: (node) => Promise.resolve(readFileSync(join(node.root_path ?? folder, node.original_file_path), 'utf8')),
      }),
    cancel: () => connections.cancel(),
  };
  const leaveOff = cancelOnAbort(cli.signal, connections);
  const close = async () => {
    leaveOff();
    await connections.close();
  };
  return { environment, ready, close };
}

/** Where event time ends: WEFT_NOW, else when the command was called. */
function endOfTime(named: string | undefined, startedAt: Date): Date {
  return named ? new Date(`${named.replace(' ', 'T')}Z`) : startedAt;
}
