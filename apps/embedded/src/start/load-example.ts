import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogService } from '@weft/catalog';
import type { DataSource } from 'typeorm';

export interface ExampleOptions {
  /** The mesh's folder. */
  readonly folder: string;
  readonly command: string;
  readonly home: string;
  readonly catalog: CatalogService;
  readonly dataSource: DataSource;
  readonly say: (line: string) => void;
}

/** Loads a mesh as a user would, with the command: applies it, and runs each project whose latest version has not run yet. */
export async function loadExample(options: ExampleOptions): Promise<void> {
  const { folder, catalog, say } = options;
  if (!existsSync(join(folder, 'mesh.yml')))
    return say(`There is no mesh.yml in ${folder}, so no example is loaded (WEFT_EXAMPLE).`);
  const applied = await runCommand(options, ['apply', folder, '--as', 'admin']);
  if (applied.code !== 0) return say(`The example ${folder} was not applied:\n${applied.output}`);
  say(lastLine(applied.output));
  for (const project of await catalog.listProjects()) {
    const version = await catalog.latestProjectVersion(project.name);
    const owner = await findOwner(options, project.domain);
    if (!version || owner === null || (await hasRun(options, project.name, version.hash))) continue;
    const ran = await runCommand(options, ['run', '--project-dir', join(folder, project.path), '--as', owner]);
    say(ran.code === 0 ? lastLine(ran.output) : `The project ${project.name} failed:\n${ran.output}`);
  }
}

async function findOwner({ dataSource }: ExampleOptions, domain: string): Promise<string | null> {
  const rows: { members: string[] }[] = await dataSource.query(
    'SELECT members FROM domain WHERE name = $1 AND valid_to IS NULL',
    [domain],
  );
  return rows[0]?.members[0] ?? null;
}

async function hasRun({ dataSource }: ExampleOptions, project: string, hash: string): Promise<boolean> {
  const sql = `SELECT 1 FROM run WHERE project = $1 AND version_hash = $2 AND command = 'RUN' AND status = 'SUCCEEDED' LIMIT 1`;
  const rows: unknown[] = await dataSource.query(sql, [project, hash]);
  return rows.length > 0;
}

function runCommand({ command, home }: ExampleOptions, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    // WEFT_URL and WEFT_TOKEN of the caller's own may lead elsewhere: the example goes into this data folder.
    const env = { ...process.env, WEFT_HOME: home, WEFT_URL: '', WEFT_TOKEN: '', NO_COLOR: '1' };
    const child = spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => resolve({ code, output }));
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
