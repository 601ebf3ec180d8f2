import { toText } from '@weft/jinja';
import { describe, expect, it } from 'vitest';
import { tableOfAnswer } from './answer-table.js';
import type { SqlValue } from './sql-connection.port.js';

describe('what an engine answered, as a table of dbt', () => {
  it.each<[type: string, value: SqlValue, text: string]>([
    ['double', 1e20, '1E+20'],
    ['double', 0.1, '0.1'],
    ['double', 3, '3.0'],
    ['double', 1e-7, '1E-7'],
    ['decimal(10,2)', '1.50', '1.50'],
    ['bigint', '9007199254740993', '9007199254740993'],
    ['time', '10:00:00.000000', '10:00:00'],
    ['time(6)', '10:00:00.120000', '10:00:00.120000'],
    ['interval day to second', '2 days', '2 days, 0:00:00'],
    ['interval day to second', '1 year 2 months -3 days', '417 days, 0:00:00'],
    ['interval day to second', '01:02:03.5', '1:02:03.500000'],
    ['interval day to second', '-00:00:01', '-1 day, 23:59:59'],
    ['interval day to second', '2 03:04:05.500', '2 days, 3:04:05.500000'],
    ['interval day to second', '-2 00:00:00.000', '-2 days, 0:00:00'],
    ['varbinary', btoa('x'), "b'x'"],
    ['varbinary', btoa('\x00\n\\\'"'), `b'\\x00\\n\\\\\\'"'`],
    ['varbinary', btoa("it's"), `b"it's"`],
    ['array(integer)', [1, null, 2], '[1, null, 2]'],
  ])('holds %s %s as Python prints it: %s', (type, value, text) => {
    const columns = [{ name: 'a', type, engineType: type }];
    const { matrix } = tableOfAnswer({ columns, rows: [[value]], rowCount: 1, queryId: null, updateType: null });
    expect(toText(matrix[0]?.[0])).toBe(text);
  });
});
