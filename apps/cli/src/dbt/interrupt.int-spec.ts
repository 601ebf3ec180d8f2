import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/run-cli.js';

const WEFT = resolve(import.meta.dirname, '../../bin/weft.js');

const SLOW = 'select count(*) as n from range(1000000000000) t(i) where i % 7 = 3';
const FILES: Readonly<Record<string, string>> = {
  'dbt_project.yml': `name: shop
profile: shop
models: {+materialized: table}
on-run-start: "{% if var('slow', false) %}{{ slow() }}{% endif %}"
`,
  'profiles.yml': 'shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, threads: 2}}}\n',
  'models/quick.sql': 'select 1 as id',
  'models/one.sql': `${SLOW} -- {{ ref('quick') }}`,
  'models/two.sql': `${SLOW} -- {{ ref('quick') }}`,
  'macros/slow.sql': `{% macro slow() %}{% if execute %}{{ log('it begins', info=true) }}{% do run_query('${SLOW}') %}{% endif %}{% endmacro %}`,
  'models/after.sql': "select * from {{ ref('one') }}",
};

const children: ReturnType<typeof spawn>[] = [];

function project(): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Runs the built command, and does something once when its output has a text. */
function runUntil(cwd: string, args: readonly string[], text: RegExp, act: (child: ReturnType<typeof spawn>) => void) {
  const child = spawn(process.execPath, [WEFT, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let [out, err, acted] = ['', '', false];
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (acted || !text.test(out)) return;
    acted = true;
    act(child);
  });
  return new Promise<{ code: number | null; out: string; err: string }>((ended) =>
    child.on('close', (code) => ended({ code, out, err })),
  );
}

describe('a run that is interrupted', () => {
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it.each([
    ['SIGINT', '1', /one \.+ \[RUN\]/],
    ['SIGINT', '2', /two \.+ \[RUN\]/],
    ['SIGTERM', '2', /two \.+ \[RUN\]/],
  ] as const)(
    'by %s with %s threads cancels its queries, writes what is known and ends with 2',
    async (signal, threads, text) => {
      const folder = project();
      const { code, out } = await runUntil(folder, ['run', '--threads', threads], text, (child) => child.kill(signal));
      expect(code).toBe(2);
      expect(out).toMatch(/CANCEL query model\.shop\.one \.+ \[CANCEL\]/);
      expect(out).toContain('Exited because of keyboard interrupt');
      const { results } = JSON.parse(readFileSync(join(folder, 'target/run_results.json'), 'utf8')) as {
        results: { unique_id: string; status: string }[];
      };
      expect(Object.fromEntries(results.map(({ unique_id: id, status }) => [id.slice(11), status]))).toMatchObject({
        quick: 'success',
        one: 'skipped',
        two: 'skipped',
        after: 'skipped',
      });
    },
  );

  it.each([
    ['on-run-start', ['run', '-s', 'quick', '--vars', '{slow: true}']],
    ['run-operation', ['run-operation', 'slow']],
    ['show', ['show', '--inline', SLOW]],
  ])('while %s waits for the engine ends with 2', async (_, args) => {
    const { code } = await runUntil(project(), args, /it begins|Found/, (child) => setTimeout(() => child.kill('SIGINT'), 300));
    expect(code).toBe(2);
  });

  it('by a reader that leaves ends quietly', async () => {
    const { err } = await runUntil(project(), ['ls'], /Running with/, ({ stdout }) => stdout?.destroy());
    expect(err).toBe('');
  });
});
