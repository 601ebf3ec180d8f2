import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const text = readFileSync(resolve(ROOT, 'docs/security.md'), 'utf8');
const FILE = /`((?:apps|libs|test|tools|docker|docs)\/[\w./-]+\.\w+)`/g;
/** A test file, then the titles that are quoted behind it. */
const TRIED = /`([\w./-]+spec\.ts)`((?:,? "[^"]+")+)/g;

const filesIn = (part: string): string[] => [...part.matchAll(FILE)].map(([, path]) => path ?? '');
const rows = (text.split('## Ways to read data')[1] ?? '')
  .split('\n## ')[0]!
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| way'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

describe('docs/security.md', () => {
  it('names only files that exist', () => {
    const named = [...new Set(filesIn(text))];
    expect([named.length > 30, named.filter((path) => !existsSync(resolve(ROOT, path)))]).toEqual([true, []]);
  });

  it('quotes only titles of tests that are in the file it names', () => {
    const quoted = [...text.matchAll(TRIED)].flatMap(([, path = '', titles = '']) =>
      [...titles.matchAll(/"([^"]+)"/g)].map(([, title]) => ({ path, title: title ?? '' })),
    );
    const gone = quoted.filter(({ path, title }) => !readFileSync(resolve(ROOT, path), 'utf8').includes(title));
    expect([quoted.length > 25, gone]).toEqual([true, []]);
  });

  it('has a test for each way to read data, and says what guards it', () => {
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((cells) => cells.length !== 3)).toEqual([]);
    const untried = rows.filter(([, , tried = '']) => !filesIn(tried).some((path) => path.includes('spec.ts')));
    expect(untried.map(([way]) => way)).toEqual([]);
    const unguarded = rows.filter(([, check = '']) => filesIn(check).length === 0).map(([way]) => way);
    expect(unguarded).toEqual(['`weft query`', 'what Weft prints']);
  });
});
