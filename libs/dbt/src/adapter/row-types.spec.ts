import { expect, it } from 'vitest';
import { compareRowTypes, isRowType } from './row-types.js';

it('knows a ROW type', () => {
  expect(isRowType('ROW(a bigint)')).toBe(true);
  expect(isRowType('varchar(10)')).toBe(false);
});

it('finds the fields that come, go and change, at any depth', () => {
  const source = 'row(a bigint, "b c" varchar(10), n row(x decimal(10,2), z date))';
  const target = 'ROW(a integer, "b c" VARCHAR(10), n row(x decimal(10,2), y date), gone boolean)';
  expect(compareRowTypes(source, target, 'r')).toEqual({
    added: [['r.n.z', 'date']],
    removed: [
      ['r.gone', 'boolean'],
      ['r.n.y', 'date'],
    ],
    changed: [['r.a', 'bigint']],
  });
});
