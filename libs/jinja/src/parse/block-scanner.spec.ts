import { describe, expect, it } from 'vitest';
import { scanBlocks } from './block-scanner.js';

const KINDS = ['macro', 'test', 'docs'];

describe('the scanner of blocks', () => {
  it('takes blocks out with name, signature, contents and line, and leaves the text between them', () => {
    const source = "-- a text\n{% macro a(x, y='}') -%}\n  {{ x }}\n{%- endmacro %}\n{% test b(model) %}select 1{% endtest %}";
    expect(scanBlocks(source, KINDS, 'm.sql')).toMatchObject([
      { kind: 'macro', name: 'a', signature: "(x, y='}')", contents: '\n  {{ x }}\n', line: 2, trim: { opening: ['', '-'] } },
      { kind: 'test', name: 'b', signature: '(model)', contents: 'select 1', line: 5 },
    ]);
  });

  it('is not misled by end tags in strings, comments and raw blocks', () => {
    const inner = "{{ '{% endmacro %}' }}{# {% endmacro %} #}{% raw %}{% endmacro %}{% endraw %}{% set a = '%}' %}";
    const [block] = scanBlocks(`{% macro m() %}${inner}{% endmacro %}`, KINDS, 'm.sql');
    expect(block?.contents).toBe(inner);
  });

  it('does not open a block in a comment or a raw block', () => {
    expect(scanBlocks('{# {% macro a() %} #}{% raw %}{% macro b() %}{% endraw %}', KINDS, 'm.sql')).toEqual([]);
  });

  it.each([
    ['\n{% macro a() %}', 'm.sql:2: Reached EOF without finding a close tag for macro (searched from line 2)'],
    ['{% macro a() %}\n  {% macro b() %}{% endmacro %}', 'm.sql:2: Got nested tags: macro (started at 0)'],
    ['{% if a %}{% macro b() %}{% endmacro %}{% endif %}', 'Got a block definition inside control flow at 1:10.'],
    ['{% for a in b %}{% endif %}', 'Got an unexpected control flow end tag, got endif but expected endfor next (@ 1:16)'],
    ['\n{% endfor %}', 'got endfor but never saw a preceeding for (@ 2:0)'],
    ['{% macro %}{% endmacro %}', "m.sql:1: 'macro' has no name"],
    ['\n\n{{ a', 'm.sql:3: the tag that begins here has no end'],
  ])('refuses %j with its place', (source, message) => {
    expect(() => scanBlocks(source, KINDS, 'm.sql')).toThrow(message);
  });
});
