import { describe, expect, it } from 'vitest';
import type { TypeSignature } from './trino-answer.type.js';
import { buildRowReader, buildValueReader } from './value-reader.js';

const type = (rawType: string, ...inner: TypeSignature[]): TypeSignature => ({
  rawType,
  arguments: inner.map((value) => ({ kind: 'TYPE', value })),
});

describe('values', () => {
  it.each([
    ['bigint', 9007199254740993n, '9007199254740993'],
    ['bigint', 1, '1'],
    ['decimal', '1.10', '1.10'],
    ['integer', 7, 7],
    ['double', 'NaN', 'NaN'],
    ['double', '-Infinity', '-Infinity'],
    ['double', 1.5, 1.5],
    ['boolean', false, false],
    ['varchar', '12', '12'],
    ['varbinary', 'AP8=', 'AP8='],
    ['date', '2020-01-02', '2020-01-02'],
    ['time', '01:02:03.456', '01:02:03.456'],
    ['timestamp', '2020-01-02 03:04:05.000', '2020-01-02T03:04:05.000'],
    ['timestamp with time zone', '2020-01-02 03:04:05.000 +01:00', '2020-01-02T02:04:05.000Z'],
    ['a connector’s own type', { x: 1 }, '{"x":1}'],
  ])('of type %s: %s', (name, raw, expected) => {
    expect(buildValueReader(type(name))(raw)).toEqual(expected);
    expect(buildValueReader(type(name))(null)).toBeNull();
  });

  it('are read inside arrays, maps and rows, where a field without a name is called by its position', () => {
    const row: TypeSignature = {
      rawType: 'row',
      arguments: [
        { kind: 'NAMED_TYPE', value: { fieldName: { name: 'X y' }, typeSignature: type('bigint') } },
        { kind: 'NAMED_TYPE', value: { typeSignature: type('array', type('decimal')) } },
      ],
    };
    const read = buildValueReader(type('map', type('timestamp'), row));
    expect(read({ '2020-01-02 00:00:00': [9007199254740993n, ['1.0', null]] })).toEqual({
      '2020-01-02T00:00:00': { 'X y': '9007199254740993', field1: ['1.0', null] },
    });
  });

  it('of a row come in the order of its columns', () => {
    const columns = [
      { name: 'a', type: 'bigint', typeSignature: type('bigint') },
      { name: 'b', type: 'boolean', typeSignature: type('boolean') },
    ];
    expect(buildRowReader(columns)([1, true])).toEqual(['1', true]);
  });
});
