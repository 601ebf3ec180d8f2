import { expect, it } from 'vitest';
import { injectCtes } from './inject-ctes.js';

const CTES = [
  { id: 'model.p.a', sql: ' __dbt__cte__a as (\nselect 1\n)' },
  { id: 'model.p.b', sql: ' __dbt__cte__b as (\nselect 2\n)' },
];
const JOINED = ' __dbt__cte__a as (\nselect 1\n),  __dbt__cte__b as (\nselect 2\n)';

it.each([
  ['select * from x', `with${JOINED} select * from x`],
  ['\n  select * from x', `\n  with${JOINED} select * from x`],
  ['with c as (select 3) select * from c', `with${JOINED},  c as (select 3) select * from c`],
  [
    '-- a note with words\nWITH RECURSIVE c as (select 3) select 1',
    `-- a note with words\nWITH RECURSIVE${JOINED},  c as (select 3) select 1`,
  ],
  ['/* x */ with c as (select 3) select 1', `/* x */ with${JOINED},  c as (select 3) select 1`],
  ['without_this', `with${JOINED} without_this`],
])('puts the CTEs of parents into %j', (sql, expected) => {
  expect(injectCtes(sql, CTES)).toBe(expected);
});

it('leaves a query without ephemeral parents alone', () => {
  expect(injectCtes('select 1', [])).toBe('select 1');
});
