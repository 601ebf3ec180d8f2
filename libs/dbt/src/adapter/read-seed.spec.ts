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
});
