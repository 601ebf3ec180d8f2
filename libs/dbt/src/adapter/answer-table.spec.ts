import { Template, toText } from '@weft/jinja';
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

describe('a table in a template', () => {
  const said: string[] = [];
  const columns = ['a', 'b'].map((name, index) => ({ name, type: ['bigint', 'varchar'][index] ?? '', engineType: '' }));
  const rows = [
    [1, 'x'],
    [2, 'y, z'],
  ];
  const table = tableOfAnswer({ columns, rows, rowCount: 2, queryId: null, updateType: null }).printedTo((text) =>
    said.push(text),
  );

  it.each([
    ['{{ t }}', '| column | data_type |\n| ------ | --------- |\n| a      | Integer   |\n| b      | Text      |\n'],
    ['{{ t.rows[0] }}', "<agate.Row: (1, 'x')>"],
    ['{{ t.rows[0:1] | length }}{{ t[1:][0].b }}{{ t.rows[1][1:] }}', "1y, z('y, z',)"],
    ["{{ t.columns['a'].values()[1:] }}{{ t.columns[0][:1] }}{{ t.columns[1:][0].name }}", '(2,)(1,)b'],
  ])("is written as Python writes agate's: %s", (template, text) => {
    expect(new Template(template, 't').render({ t: table })).toBe(text);
  });

  it('is printed as JSON and as CSV', () => {
    new Template('{% do t.print_json() %}{% do t.print_csv() %}', 't').render({ t: table });
    expect(said).toEqual(['[{"a": 1, "b": "x"}, {"a": 2, "b": "y, z"}]', 'a,b\n1,x\n2,"y, z"\n']);
  });
});
