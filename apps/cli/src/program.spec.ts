import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandSpec } from './commands/command-spec.js';
import { COMMANDS } from './commands/commands.js';
import { runCli } from './testing/run-cli.js';

function paths(commands: readonly CommandSpec[], above: readonly string[] = []): { path: string[]; spec: CommandSpec }[] {
  return commands.flatMap((spec) => {
    const path = [...above, spec.name];
    return [{ path, spec }, ...paths(spec.subcommands ?? [], path)];
  });
}

describe('the help', () => {
  it('lists every verb', async () => {
    const { exitCode, out } = await runCli(['--help']);
    expect(exitCode).toBe(0);
    for (const { name, summary } of COMMANDS)
      expect(out).toMatch(new RegExp(`^  ${name}(\\|\\w+)? .* ${summary.split(' ')[0]}`, 'm'));
  });

  it.each(paths(COMMANDS))('of weft $path has one example, which begins with the verb', async ({ path, spec }) => {
    const { exitCode, out } = await runCli([...path, '--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain(`Example:\n  ${spec.example}\n`);
    expect(spec.example).toContain(`npx weft ${path.length === 1 ? path[0] : path.join(' ')}`);
  });

  it.each(paths(COMMANDS).filter(({ spec }) => spec.load))('of weft $path names code that can be loaded', async ({ spec }) => {
    expect(await spec.load?.()).toBeTypeOf('function');
  });
});

it.each(['-v', '-V', '--version', 'run --version', 'docs serve -v'])('weft %s tells the version', async (typed) => {
  const { exitCode, out } = await runCli(typed.split(' '), { root: resolve(import.meta.dirname, '../../..') });
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: 'weft 0.1.0\n' });
});

describe('a mistake in the arguments', () => {
  it('suggests the verb nearest to an unknown one and ends with 2', async () => {
    const { exitCode, err } = await runCli(['aply']);
    expect(exitCode).toBe(2);
    expect(err).toBe(
      "Usage: weft [OPTIONS] COMMAND [ARGS]...\nTry 'weft --help' for help.\n\nError: No such command 'aply'. Did you mean apply?\n",
    );
  });

  it('suggests the option nearest to an unknown one', async () => {
    const { exitCode, err } = await runCli(['run', '--projectdir', 'x']);
    expect(exitCode).toBe(2);
    expect(err).toContain('Did you mean --project-dir?');
    expect(err).toContain("Try 'weft run --help' for help.\n\nError: No such option '--projectdir'.");
  });

  it('names a missing argument', async () => {
    const { exitCode, err } = await runCli(['query']);
    expect(exitCode).toBe(2);
    expect(err).toContain("missing required argument 'sql'");
  });

  it('names an argument too many', async () => {
    expect((await runCli(['products', 'insights'])).err).toContain('too many arguments');
    expect((await runCli(['run', 'a', 'b'])).err).toContain('Error: Got unexpected extra arguments (a b)');
    expect((await runCli(['run-operation', 'a', 'b'])).err).toContain('Error: Got unexpected extra argument (b)');
    expect((await runCli(['docs', '--quiet', 'nope'])).err).toContain('Usage: weft docs [OPTIONS] COMMAND [ARGS]...');
  });

  it('prints the help when nothing is asked for', async () => {
    const { exitCode, err } = await runCli([]);
    expect(exitCode).toBe(2);
    expect(err).toContain('Usage: weft <command> [options]');
  });
});
