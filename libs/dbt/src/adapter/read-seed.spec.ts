import { Template } from '@weft/jinja';
import { describe, expect, it } from 'vitest';
import { PyDate } from '../context/python/py-date.js';
import { PyDateTime } from '../context/python/py-date-time.js';
import { PyDecimal } from '../context/python/py-decimal.js';
import facts from './fixtures/seeds-by-dbt.json' with { type: 'json' };
import { readSeed } from './read-seed.js';

interface Seed {
  readonly csv: string;
  readonly text: readonly string[];
  readonly delimiter: string;
  readonly names?: readonly string[];
  readonly types?: readonly string[];
  readonly rows?: readonly (readonly (string | null)[])[];
  readonly error?: string;
}

function show(value: unknown): string | null {
  if (value === null) return null;
  if (value instanceof PyDecimal) return `Decimal ${value.toString()}`;
  if (value instanceof PyDate) return `date ${value.toString()}`;
  if (value instanceof PyDateTime) return `datetime ${value.toString()}`;
  if (typeof value === 'boolean') return `bool ${value ? 'True' : 'False'}`;
  return `str ${String(value)}`;
}

describe('seeds, compared with what dbt read', () => {
  it.each((facts as readonly Seed[]).filter(({ error }) => error === undefined))(
    'reads $csv',
    ({ csv, text, delimiter, ...expected }) => {
      const table = readSeed(csv, { delimiter, textColumns: text });
      expect(table.columnNames).toEqual(expected.names);
      expect(table.columnTypes).toEqual(expected.types?.map((type) => type.replace('ISODateTime', 'DateTime')));
      expect(table.matrix.map((row) => row.map(show))).toEqual(expected.rows);
    },
  );

  it('names a row with too many values', () => {
    expect(() => readSeed('a,b\n1,2\n1,2,3\n')).toThrow('Row 1 has 3 values, but Table only has 2 columns.');
  });

  it('reads rows when they are wanted, at any place, in batches that a template makes', () => {
    const lines = Array.from({ length: 1234 }, (_, index) => `${index},"text, ${index}",${index === 1200 ? 'x' : index}`);
    const table = readSeed(`a,b,c\n${lines.join('\n')}\n`);
    expect([table.rowCount, table.columnTypes]).toEqual([1234, ['Number', 'Text', 'Text']]);
    expect(String(table.row(-1))).toBe("<agate.Row: (Decimal('1233'), 'text, 1233', '1233')>");
    const template = '{% for rows in t.rows | batch(500) %}{{ rows | length }} {{ rows[1][1] }} {{ rows[-1].a }};{% endfor %}';
    expect(new Template(template, 'seed').render({ t: table })).toBe('500 text, 1 499;500 text, 501 999;234 text, 1001 1233;');
  });

  it.each([
    ['1\n2.50\n3', true],
    ['1\n2.00\n3', false],
    ['1\n2e-1\n3', true],
    ['1\n-7\n', false],
  ])('knows whether numbers have a fraction: %j', (values, fraction) => {
    expect(readSeed(`a\n${values}`).source.hasFraction?.(0)).toBe(fraction);
  });
});
