import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { YAML_SCHEMA } from './yaml-schema.js';

it.each([
  ['2013-11-03 00:00:00-0', '2013-11-03T00:00:00+00:00'],
  ['2013-11-03T01:02:03.5+02:00', '2013-11-03T01:02:03.500000+02:00'],
  ['2013-11-03 1:02:03', '2013-11-03T01:02:03'],
  ["'2013-11-03 00:00:00-0'", '2013-11-03 00:00:00-0'],
  ['2013-11-03', '2013-11-03'],
])('reads %s as dbt writes it to the manifest', (text, expected) => {
  expect(load(text, { schema: YAML_SCHEMA })).toBe(expected);
});
