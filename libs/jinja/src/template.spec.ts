import { describe, expect, it } from 'vitest';
import { ReturnFunction, ReturnSignal } from './return-signal.js';
import { Template } from './template.js';
import { type Callable, callable } from './value/callable.js';

const render = (source: string, context: Record<string, unknown> = {}): string => new Template(source, 't.sql').render(context);

describe('errors of templates', () => {
  it.each([
    [
      'a\n{% if x %}',
      "t.sql:2: Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'.",
    ],
    ['\n{% marco m() %}{% endmacro %}', "t.sql:2: Encountered unknown tag 'marco'. Did you mean 'macro'?"],
    ["{% include 'other' %}", "t.sql:1: Encountered unknown tag 'include'."],
    ['{{ 1 | uppercase }}', "t.sql:1: No filter named 'uppercase'."],
    ['{{ 1 is odder }}', "t.sql:1: No test named 'odder'."],
    ['{% break %}', "t.sql:1: 'break' outside loop"],
    ['{{ "a }}', 't.sql:1:'],
    ['{{ a.b.c }}', "t.sql:1: 'a' is undefined"],
    ['\n\n{{ 1 + "a" }}', "t.sql:3: unsupported operand type(s) for +: 'int' and 'str'"],
    ['{% macro m(a) %}{% endmacro %}\n{{ m(1, 2) }}', "t.sql:2: macro 'm' takes not more than 1 argument(s)"],
    ['{% macro m() %}\n{{ nope() }}{% endmacro %}\n\n{{ m() }}', "t.sql:2: 'nope' is undefined"],
    ['{% set a.b = 1 %}', 't.sql:1: cannot assign attribute on non-namespace object'],
    ["{{ '%d' % 'x' }}", 't.sql:1: %d format: a real number is required, not str'],
    ['{{ range(1000000) }}', 't.sql:1: Range too big.'],
  ])('%j -> %s', (source, message) => {
    expect(() => render(source)).toThrow(message);
  });

  it('count lines from where the source begins in its file', () => {
    expect(() => new Template('\n{{ x.y }}', 'm.sql', 10).render({})).toThrow("m.sql:11: 'x' is undefined");
    expect(new Template('a', 'm.sql', 10).render({})).toBe('a');
  });
});

describe('a template', () => {
  it.each([
    '{{ x.constructor }}',
    "{{ x['constructor'] }}",
    "{{ ''.constructor }}",
    "{{ [].constructor.constructor('return process')() }}",
    '{{ f.constructor }}',
    '{{ f.body }}',
    '{{ range.call }}',
    '{{ {}.toString }}',
    "{{ x|attr('constructor') }}",
    "{{ [x]|map(attribute='constructor')|list }}",
  ])('finds nothing of JavaScript at %s', (source) => {
    const answer = (): string => render(source, { x: { a: 1 }, f: callable('f', () => 1) });
    try {
      expect(answer()).toMatch(/^(\[Undefined\])?$/);
    } catch (error) {
      expect(String(error)).toMatch(/has no attribute|is undefined/);
    }
  });

  it.each(["{{ x['__proto__'].a }}", '{{ x.__class__.a }}', "{{ ''.__class__.__mro__ }}", "{{ (x|attr('__proto__'))() }}"])(
    'is refused at %s',
    (source) => expect(() => render(source, { x: { a: 1 } })).toThrow('is unsafe'),
  );

  it('cannot call a plain function of the host, nor see the process', () => {
    expect(() => render('{{ f() }}', { f: () => 1 })).toThrow('is not callable');
    expect(render('[{{ process }}{{ globalThis }}{{ rt }}{{ require }}{{ scope }}{{ output }}]')).toBe('[]');
  });

  it('cannot put code into the compiled function by names, strings or text', () => {
    const nasty = '`${process.exit(1)}` \u2028 "; process.exit(1); //';
    expect(render(`${nasty}{{ '${nasty}' }}`)).toBe(nasty + nasty);
  });

  it('does not change what the host gave', () => {
    expect(() => render('{% do x.update({"a": 2}) %}', { x: { a: 1 } })).toThrow('belongs to the host');
  });
});

describe('the value of a template', () => {
  it('is the expression itself when there is nothing else, and text otherwise', () => {
    expect(new Template('{{ [1, x] }}', 't.sql').value({ x: 'a' })).toEqual([1, 'a']);
    expect(new Template('{{ x }}b', 't.sql').value({ x: 'a' })).toBe('ab');
    expect(new Template('7', 't.sql').value({})).toBe('7');
  });
});

describe('calls', () => {
  it('tell the host where they stand', () => {
    const sites: unknown[] = [];
    const ref = callable('ref', (_args, _kwargs, site) => sites.push(site));
    render('\n{{ ref() }}\n{% macro m() %}\n{{ ref() }}{% endmacro %}{{ m() }}', { ref });
    expect(sites).toEqual([
      { file: 't.sql', line: 2 },
      { file: 't.sql', line: 4 },
    ]);
  });

  it('unwind a macro with a value when the host returns one', async () => {
    const context = {
      return: callable('return', ([value]) => {
        throw new ReturnSignal(value);
      }),
    };
    const source = '{% macro m() %}text{{ return([1, 2]) }}{% endmacro %}{{ m()[1] }}';
    expect(render(source, context)).toBe('2');
    expect(await new Template(source, 't.sql').renderAsync(context)).toBe('2');
  });

  it.each([
    ['in a loop', '{% for i in [1, 2] %}{{ return(i) }}{% endfor %}', '1'],
    ['as a do', 'text{% do return(none) %}', 'None'],
    ['within a set block', '{% set x %}{{ return("a") }}{% endset %}b', 'a'],
    ['within a call block, from the macro around it', '{% call c() %}{{ return("a") }}{% endcall %}b', 'a'],
    ['in a recursive loop', '{% for i in [1] recursive %}{{ return("a") }}{% endfor %}b', 'a'],
    ['with a keyword', '{{ return(data="a") }}b', 'a'],
    ['within an expression', '{{ "x" ~ return("a") }}b', 'a'],
  ])('end a macro that returns %s', async (_where, body, expected) => {
    const context = {
      return: new ReturnFunction(),
      c: callable('c', (_args, kwargs) => (kwargs.get('caller') as Callable).body([], new Map())),
    };
    const source = `{% macro m() %}${body}{% endmacro %}{{ m() }}`;
    expect(render(source, context)).toBe(expected);
    expect(await new Template(source, 't.sql').renderAsync(context)).toBe(expected);
  });

  it('wait for promises in filters, loops, conditions, arguments and macros when a template is executed', async () => {
    const context = { f: callable('f', async ([value]) => Promise.resolve(value)) };
    const source =
      '{% macro m(a, b=f(2)) %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}' +
      '{% for i in f([1, 2]) if f(i) > 1 %}{{ f(i) + 1 }}{% endfor %}{% call m(f(1)) %}{{ f("c") }}{% endcall %}' +
      '{{ f("a") | upper }}{% if f(false) or f(true) %}x{% endif %}{% set b %}{{ f(9) }}{% endset %}{{ b }}';
    expect(await new Template(source, 't.sql').renderAsync(context)).toBe('312cAx9');
  });
});

it('take none out of dicts, lists and rows of the host as none', () => {
  const context = { row: [null], host: { a: null } };
  const source =
    "{{ [none][0] is none }} {{ {'a': none}['a'] is none }} {{ {'a': none}.a is none }} {{ row[0] }} {{ host['a'] }}";
  expect(render(source, context)).toBe('True True True None None');
});
