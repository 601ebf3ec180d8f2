import { describe, expect, it } from 'vitest';
import { checkOrder, isSameOrder, MAX_SELECTORS, type RunOrder } from './run-order.js';

const order = (change: Partial<RunOrder> = {}): RunOrder => ({
  project: 'insights',
  command: 'BUILD',
  select: [],
  exclude: [],
  files: null,
  idempotencyKey: null,
  ...change,
});
const file = (path: string) => ({ path, content: 'x' });
const codeOf = (change: Partial<RunOrder>) => checkOrder(order(change))?.code ?? null;

describe('an order for a run', () => {
  it('is good without files, and with those of a project', () => {
    expect(checkOrder(order())).toBeNull();
    expect(checkOrder(order({ files: [file('dbt_project.yml'), file('models/a.sql')] }))).toBeNull();
  });
  it('is refused without any file, and without dbt_project.yml at the top', () => {
    expect(codeOf({ files: [] })).toBe('RUN_FILES');
    expect(codeOf({ files: [file('models/a.sql'), file('sub/dbt_project.yml')] })).toBe('RUN_FILES');
  });
  it.each(['/etc/passwd', '../a.sql', 'a//b', './a', 'a\\b', ''])('is refused for the path %j, which is named', (path) => {
    const refusal = checkOrder(order({ files: [file('dbt_project.yml'), file(path)] }));
    expect(refusal?.diagnostics).toMatchObject([{ code: 'RUN_FILE_PATH', location: { file: path } }]);
  });
  it('is refused with a path that is there twice', () => {
    expect(codeOf({ files: [file('dbt_project.yml'), file('dbt_project.yml')] })).toBe('RUN_FILES');
  });
  it('is refused with empty selectors, with too many, and with an empty key', () => {
    expect(codeOf({ select: [' '] })).toBe('RUN_SELECTORS');
    expect(codeOf({ exclude: Array.from({ length: MAX_SELECTORS + 1 }, () => 'a') })).toBe('RUN_SELECTORS');
    expect(codeOf({ idempotencyKey: ' ' })).toBe('RUN_IDEMPOTENCY_KEY');
  });
  it('is the same as an earlier one when command and selection are', () => {
    expect(isSameOrder(order({ select: ['a'] }), order({ select: ['a'] }))).toBe(true);
    expect(isSameOrder(order({ select: ['a'] }), order({ exclude: ['a'] }))).toBe(false);
    expect(isSameOrder(order(), order({ command: 'TEST' }))).toBe(false);
  });
});
