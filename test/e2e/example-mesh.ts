import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, runWeft, startWeft } from '@weft/tools/harness/weft-process.mjs';
import { expect } from 'vitest';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of an example, so that nothing is written into the checkout. */
export interface ExampleCopy {
  readonly folder: string;
  readonly project: string;
  dispose(): void;
}

/** An example in a Weft of its own. */
export interface ExampleMesh extends ExampleCopy {
  weft(...args: string[]): Promise<Outcome>;
  /** As `weft`, and fails unless it ends well. */
  done(...args: string[]): Promise<string>;
  query(user: string, sql: string): Promise<Record<string, unknown>[]>;
  /** What the user is told who may not read the relation. */
  denial(user: string, relation: string): Promise<string>;
  /** The user asks for the relation and its owner agrees. */
  grant(relation: string, user: string, owner: string): Promise<void>;
  stop(): Promise<void>;
}

export function copyExample(name: string): ExampleCopy {
  const root = mkdtempSync(join(tmpdir(), `weft-${name}-`));
  const folder = join(root, name);
  cpSync(join(ROOT, 'examples', name), folder, {
    recursive: true,
    filter: (path) => !/[\\/](target|logs|dbt_packages)$/.test(path),
  });
  return { folder, project: join(folder, 'project'), dispose: () => rmSync(root, { recursive: true, force: true }) };
}

/** Starts an embedded Weft and applies the example to it. */
export async function startExample(name: string): Promise<ExampleMesh> {
  const copy = copyExample(name);
  const server = await startWeft({ env: { WEFT_MESH_PATHS: copy.folder } });
  const weft = (...args: string[]) => runWeft(args, { env: server.env });
  const done = async (...args: string[]) => {
    const { code, stdout, stderr } = await weft(...args);
    expect(code, `${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
    return stdout;
  };
  const stop = async () => {
    await server.dispose();
    copy.dispose();
  };
  const mesh: ExampleMesh = { ...copy, weft, done, stop, ...readers(weft, done) };
  await done('apply', copy.folder, '--as', 'admin');
  return mesh;
}

function readers(weft: ExampleMesh['weft'], done: ExampleMesh['done']): Pick<ExampleMesh, 'query' | 'denial' | 'grant'> {
  return {
    query: async (user, sql) =>
      JSON.parse(await done('query', '--as', user, '--format', 'json', sql)) as Record<string, unknown>[],
    denial: async (user, relation) => {
      const { code, stdout, stderr } = await weft('query', '--as', user, `select * from ${relation}`);
      expect([code, stdout], `${user} on ${relation}: ${stderr}`).toEqual([1, '']);
      return stderr;
    },
    grant: async (relation, user, owner) => {
      const answer = await done('request', relation, '--as', user, '--reason', 'to see what it is', '--days', '5');
      const id = /^request: (\S+)$/m.exec(answer)?.[1] ?? '';
      await done('approve', id, '--as', owner);
    },
  };
}
