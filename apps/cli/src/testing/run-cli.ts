import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Cli } from '../cli.js';
import { readEnvironment } from '../environment.js';
import { createOutput, type Output } from '../output/output.js';
import { runCommand } from '../run-command.js';

export interface CliRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export interface CliSetting {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The checkout; an empty folder if not given. */
  readonly root?: string;
  readonly stdin?: string;
  /** What is typed comes from a terminal. */
  readonly isTerminal?: boolean;
  readonly now?: Date;
  readonly signal?: AbortSignal;
}

/** Runs a command in this process, without colours, in an environment that holds nothing but what the test says. */
export async function runCli(args: readonly string[], setting: CliSetting = {}): Promise<CliRun> {
  const out = collect();
  const err = collect();
  const exitCode = await runCommand(buildCli(setting, args, out.output, err.output), args);
  return { exitCode, out: out.text(), err: err.text() };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'weft-cli-'));
}

function buildCli(setting: CliSetting, args: readonly string[], out: Output, err: Output): Cli {
  const { env = {}, cwd = tmpdir(), root = temporaryFolder(), stdin = '', isTerminal = false, now, signal } = setting;
  const variables = { HOME: root, XDG_CONFIG_HOME: join(root, 'config'), ...env };
  return {
    root,
    cwd,
    environment: readEnvironment(root, cwd, variables),
    signal: signal ?? new AbortController().signal,
    argv: args,
    noColorFlag: args.includes('--no-use-colors'),
    stdin: Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY: isTerminal }),
    out,
    err,
    now: () => now ?? new Date(),
  };
}

function collect() {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { output: createOutput(stream, true), text: () => chunks.join('') };
}
