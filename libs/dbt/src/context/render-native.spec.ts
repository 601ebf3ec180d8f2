import { callable, toRepr } from '@weft/jinja';
import { describe, expect, it } from 'vitest';
import { renderNative } from './render-native.js';

const VALUES: Readonly<Record<string, unknown>> = {
  yes: true,
  five: 5,
  text: '5',
  true_text: 'True',
  lower: 'true',
  list: [1, 'a'],
};
const context = { var: callable('var', ([name]) => VALUES[name as string]) };
const render = (text: string): unknown => renderNative(text, context, { file: 'x.yml', line: 1 });

describe('a text of YAML', () => {
  it.each([
    ['plain', "'plain'"],
    ['ends with a line\n', "'ends with a line'"],
    ["{{ var('yes') }}", 'True'],
    ["{{ var('five') }}", '5'],
    ["{{ var('five') }}\n", '5'],
    ["{{- var('five') -}}", '5'],
    [" {{ var('five') }}", "' 5'"],
    ["{{ var('five') }}{{ var('five') }}", "'55'"],
    ["{{ var('text') }}", "'5'"],
    ["{{ var('text') | as_native }}", '5'],
    ["{{ var('text') | as_number }}", '5'],
    ["{{ var('five') | as_text }}", "'5'"],
    ["{{ var('true_text') | as_bool }}", 'True'],
    ["{{ var('yes') | as_bool }}", 'True'],
    ["{{ var('list') }}", "[1, 'a']"],
    ["{{ var('list') | as_native }}", "[1, 'a']"],
    ['{{ False }}', "'False'"],
    ['{{ 3 + 4 }}', "'7'"],
    ["{{ 'a' ~ 'b' }}", "'ab'"],
    ["{{ '5' | int }}", "'5'"],
  ])('%j is %s, as dbt renders it', (text, shown) => {
    expect(toRepr(render(text))).toBe(shown);
  });

  it('refuses what does not become the type that is asked for', () => {
    expect(() => render("{{ var('lower') | as_bool }}")).toThrow("Could not convert value 'true' into type 'bool'");
    expect(() => render("{{ var('yes') | as_number }}")).toThrow("Could not convert value 'True' into type 'number'");
  });
});
