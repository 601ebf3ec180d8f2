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

describe('a mistake in the arguments', () => {
  it('suggests the verb nearest to an unknown one and ends with 2', async () => {
    const { exitCode, err } = await runCli(['aply']);
    expect(exitCode).toBe(2);
    expect(err).toContain("unknown command 'aply'");
    expect(err).toContain('Did you mean apply?');
  });

  it('suggests the option nearest to an unknown one', async () => {
    const { exitCode, err } = await runCli(['run', '--projectdir', 'x']);
    expect(exitCode).toBe(2);
    expect(err).toContain('Did you mean --project-dir?');
    expect(err).toContain("Try 'weft run --help' for help.\n\nError: No such option: --projectdir");
  });

  it('names a missing argument', async () => {
    const { exitCode, err } = await runCli(['query']);
    expect(exitCode).toBe(2);
    expect(err).toContain("missing required argument 'sql'");
  });

  it('names an argument too many', async () => {
    expect((await runCli(['products', 'insights'])).err).toContain('too many arguments');
  });

  it('prints the help when nothing is asked for', async () => {
    const { exitCode, err } = await runCli([]);
    expect(exitCode).toBe(2);
    expect(err).toContain('Usage: weft <command> [options]');
  });
});
