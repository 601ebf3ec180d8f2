import { expect, it } from 'vitest';
import { fillPlaceholders, splitStatements } from './split-statements.js';

it('splits at semicolons that are not in texts, names or comments', () => {
  const sql = `select ';' as a; -- no; split\nselect "x;y" /* ; */ from t;\n-- only a comment`;
  expect(splitStatements(sql)).toEqual([`select ';' as a`, `-- no; split\nselect "x;y" /* ; */ from t`]);
});

it('fills placeholders in their order, and none that stands in a text', () => {
  expect(fillPlaceholders(`insert into t values (?, '?', %s)`, ['1', `'it''s'`])).toBe(`insert into t values (1, '?', 'it''s')`);
});
