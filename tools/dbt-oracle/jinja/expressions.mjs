// Expressions of Jinja by the type that they most likely have; now and then of another, so that failures are compared too.

const STRINGS = [
  "''",
  "'a'",
  "'abc'",
  "'Hello World'",
  "'  pad\\t'",
  "'a,b,,c'",
  "'x=1;y=2'",
  '"it\'s"',
  '\'say "hi"\'',
  "'line\\nbreak\\r\\nend'",
  "'ünïcödé ß'",
  "'😀 ok'",
  "'\\\\d+'",
  "'\\d'",
  "'\\x41\\u00e9'",
  "'%'",
  "'100%'",
  "'{x}'",
  "'ABC'",
  "'abcABC'",
  "'0042'",
  "'-17'",
  "'3.50'",
  "'  '",
  "'select * from t'",
  "'snake_case_name'",
  "'a' 'b'",
  "'tab\\tbed'",
  "'<b>&</b>'",
  "'\\x00\\x7f\\u200b'",
  "'true'",
  "'none'",
  "'aaaa'",
];
const INTS = [
  '0',
  '1',
  '2',
  '3',
  '-1',
  '-7',
  '10',
  '42',
  '1_000',
  '12345678901234567890',
  '0x1f',
  '0b101',
  '0o17',
  '100',
  '255',
  '-3',
];
const FLOATS = [
  '0.0',
  '1.0',
  '0.5',
  '2.5',
  '-1.5',
  '3.14159',
  '1e3',
  '1.5e-7',
  '1e16',
  '123456789.125',
  '0.1',
  '-0.0',
  '1e22',
  '99.995',
];
const STRING_METHODS = [
  'lower()',
  'upper()',
  'title()',
  'capitalize()',
  'swapcase()',
  'strip()',
  'lstrip()',
  'rstrip()',
  "strip('a')",
  "lstrip('ab ')",
  "rstrip('c\\n')",
  'split()',
  "split(',')",
  "split(',', 1)",
  'split(none, 1)',
  "rsplit(',', 1)",
  'rsplit(maxsplit=1)',
  'splitlines()',
  'splitlines(true)',
  "replace('a', 'b')",
  "replace('a', '', 1)",
  "replace('', '-')",
  "replace('', '-', 2)",
  "find('b')",
  "rfind('a')",
  "index('a')",
  "rindex('a')",
  "find('a', 1)",
  "find('', 9)",
  "count('a')",
  "count('')",
  "startswith('a')",
  "endswith('c')",
  "startswith(('x', 'a'))",
  "startswith('b', 1)",
  'zfill(6)',
  'ljust(6)',
  "rjust(6, '*')",
  'center(9)',
  "center(8, '-')",
  'isdigit()',
  'isalpha()',
  'isalnum()',
  'isnumeric()',
  'isdecimal()',
  'islower()',
  'isupper()',
  'isspace()',
  'istitle()',
  'isidentifier()',
  'isascii()',
  'isprintable()',
  "partition(',')",
  "rpartition('a')",
  "partition('zz')",
  "removeprefix('a')",
  "removesuffix('c')",
  'expandtabs()',
  'expandtabs(4)',
  'casefold()',
  "join(['p', 'q'])",
  "join(['p', 1])",
  'encode',
  "split('')",
  'format()',
  "format_map({'x': 9})",
  'format(x=2)',
  'nope()',
  'strip(1)',
];
const STRING_FILTERS = [
  'upper',
  'lower',
  'title',
  'capitalize',
  'trim',
  "trim('a')",
  'length',
  'reverse',
  'string',
  "replace('a', 'x')",
  "replace('a', 'x', 1)",
  'int',
  'float',
  'int(7)',
  'int(base=16)',
  'wordcount',
  'first',
  'last',
  'list',
  'striptags',
  'urlencode',
  'indent',
  'indent(2, true)',
  "indent('> ', blank=true)",
  'truncate(5)',
  "truncate(7, true, '..')",
  'truncate(6, leeway=0)',
  'center(12)',
  'wordwrap(6)',
  'wordwrap(4, false)',
  "default('d')",
  "d('x', true)",
  'join("-")',
  'unique|join',
  'sort|join',
  'batch(2)|list',
  'slice(2)|list',
  'tojson',
  'pprint',
  'format',
  "select('in', 'abc')|list",
  'as_text',
  'as_number',
  'is_list',
  'count',
  'max',
  'min',
  'abs',
  'round',
  'filesizeformat',
  'xmlattr',
  'items|list',
  'dictsort',
  'sum',
];
const LIST_FILTERS = [
  'length',
  'first',
  'last',
  'join',
  "join(', ')",
  'sort',
  'sort(reverse=true)',
  'sort(case_sensitive=true)',
  'unique|list',
  'reverse|list',
  'list',
  'sum',
  'sum(start=5)',
  'max',
  'min',
  'batch(2)|list',
  "batch(3, 'x')|list",
  'slice(2)|list',
  "slice(3, '-')|list",
  "map('string')|list",
  "map('upper')|join(',')",
  "map('length')|list",
  "map(attribute='a')|list",
  "map(attribute='a', default='?')|list",
  'map(attribute=0)|list',
  'select|list',
  'reject|list',
  "select('odd')|list",
  "select('string')|list",
  "reject('none')|list",
  "select('equalto', 1)|list",
  "select('>', 1)|list",
  "selectattr('a')|list",
  "selectattr('a', 'defined')|list",
  "rejectattr('a', 'equalto', 1)|list",
  "selectattr('a', 'gt', 1)|map(attribute='a')|list",
  "groupby('a')",
  "groupby('a', default=0)|list",
  'tojson',
  'tojson(2)',
  'pprint',
  'string',
  'upper',
  'count',
  'random|string|length > 0',
  'default([])',
  'is_list',
  'attr("append")|string|length > 0',
  'items|list',
  'dictsort',
  'int',
  'float',
  "map('int')|sum",
  "map('default', 'z')|list",
  "map('replace', 'a', 'b')|list",
  'select|first',
  'map("upper")|length',
  'select',
].filter((filter) => filter !== 'select');
const DICT_FILTERS = [
  'length',
  'list',
  'dictsort',
  "dictsort(by='value')",
  'dictsort(reverse=true)',
  'items|list',
  'tojson',
  'tojson(indent=2)',
  'first',
  'last',
  'join(",")',
  'xmlattr',
  'xmlattr(false)',
  'urlencode',
  'pprint',
  'string',
  "map('upper')|list",
  'sort',
  'unique|list',
  'max',
  "attr('a')",
  "attr('keys')|string|length > 3",
  'count',
  'sum',
];
const LIST_METHODS = [
  'index(1)',
  'count(1)',
  'copy()',
  'pop()',
  'pop(0)',
  'append(1)',
  'extend([1, 2])',
  'insert(0, 9)',
  'remove(1)',
  'sort()',
  'sort(reverse=true)',
  'reverse()',
  'clear()',
  'pop(99)',
  'nope()',
  'insert(-1, 5)',
  "extend('ab')",
  'append()',
];
const DICT_METHODS = [
  "get('a')",
  "get('zz')",
  "get('zz', 'no')",
  'keys()',
  'values()',
  'items()',
  'keys()|list',
  'values()|list',
  "pop('a')",
  "pop('zz')",
  "pop('zz', 1)",
  "setdefault('n', 3)",
  "setdefault('a', 3)",
  "update({'b': 2})",
  'update(c=3)',
  "update([('k', 1)])",
  'popitem()',
  'copy()',
  'clear()',
  'get()',
  'a',
  'zz',
  'items',
  'get(1)',
];
const TESTS = [
  'defined',
  'undefined',
  'none',
  'boolean',
  'true',
  'false',
  'string',
  'number',
  'integer',
  'float',
  'mapping',
  'iterable',
  'sequence',
  'callable',
  'odd',
  'even',
  'divisibleby 3',
  'divisibleby(2)',
  'lower',
  'upper',
  "in 'abc'",
  'in [1, 2]',
  'eq 1',
  "equalto('a')",
  'ne 1',
  'lt 5',
  'gt 0',
  'le 1',
  'ge 1',
  'sameas true',
  'sameas none',
  'escaped',
  'filter',
  'test',
  '== 1',
].filter((test) => test !== '== 1');
const SPECS = [
  '',
  ':>8',
  ':<8',
  ':^9',
  ':*^9',
  ':08',
  ':+',
  ':,',
  ':_',
  ':.2f',
  ':8.3f',
  ':e',
  ':.1e',
  ':g',
  ':%',
  ':.0%',
  ':x',
  ':#x',
  ':b',
  ':o',
  ':d',
  ':5d',
  ':<5d',
  ':010.2f',
  ':s',
  ':.2',
  '!r',
  '!s:>6',
  '!r:>9',
  ':n',
  ':c',
  ':,.2f',
  ':+08.2f',
  ':= 8',
  ':E',
  ':G',
  ':X',
  ':012,',
];
const PERCENT = [
  '%s',
  '%d',
  '%5d',
  '%-5d|',
  '%05d',
  '%+d',
  '%f',
  '%.2f',
  '%8.3f',
  '%e',
  '%.1e',
  '%g',
  '%x',
  '%X',
  '%#x',
  '%o',
  '%r',
  '%10s',
  '%-10s|',
  '%.2s',
  '%c',
  '%i',
  '%%',
  '%5.1f%%',
  '% d',
  '%u',
  '%G',
  '%a',
];

/** Makes expressions; `names` are variables that exist, with a word for their type. */
export class Expressions {
  /** @param {import('./random.mjs').Random} random @param {{ name: string, type: string }[]} names */
  constructor(random, names = []) {
    this.random = random;
    this.names = names;
  }

  /** @param {string} type @param {number} depth @returns {string} */
  of(type, depth) {
    const { random } = this;
    if (random.chance(0.02)) return this.any(depth);
    const known = this.names.filter((each) => each.type === type);
    if (known.length > 0 && random.chance(0.35)) return random.pick(known).name;
    const make = {
      str: this.string,
      int: this.int,
      float: this.float,
      list: this.list,
      dict: this.dict,
      bool: this.bool,
      tuple: this.tuple,
    }[type];
    return (make ?? this.any).call(this, depth);
  }

  /** @param {number} depth @returns {string} */
  any(depth) {
    const type = this.random.pick(['str', 'int', 'float', 'list', 'dict', 'bool', 'tuple', 'none', 'undefined', 'range']);
    if (type === 'none') return this.random.pick(['none', 'None']);
    if (type === 'undefined')
      return this.random.pick(['missing', 'missing.a', 'nothing', "{}['q']", "''.q", 'missing()', '[][3]']);
    if (type === 'range') return this.random.pick(['range(3)', 'range(1, 7, 2)', 'range(5, 0, -2)', 'range(0)']);
    return this.of(type, depth);
  }

  /** @param {number} depth */
  string(depth) {
    const { random } = this;
    if (depth <= 0) return random.pick(STRINGS);
    const inner = () => this.of('str', depth - 1);
    return random.pick([
      () => `${this.group(inner())}.${random.pick(STRING_METHODS)}`,
      () => `${this.group(inner())}|${random.pick(STRING_FILTERS)}`,
      () => `${inner()} ~ ${this.any(depth - 1)}`,
      () => `${inner()} + ${inner()}`,
      () => `${this.group(inner())} * ${this.of('int', 0)}`.replace(/\* (1_000|12345678901234567890)/, '* 3'),
      () => `${this.group(inner())}[${this.of('int', 0)}]`,
      () => this.slice(inner(), depth),
      () => this.percent(depth),
      () => this.braces(depth),
      () => `(${inner()} if ${this.of('bool', depth - 1)} else ${this.any(depth - 1)})`,
      () => `(${inner()} if ${this.of('bool', depth - 1)})`,
      () => `${this.group(this.of('list', depth - 1))}|join(${inner()})`,
      () => random.pick(STRINGS),
    ])();
  }

  /** @param {number} depth */
  percent(depth) {
    const { random } = this;
    const parts = Array.from({ length: 1 + random.int(2) }, () => random.pick(PERCENT));
    const values = parts
      .filter((part) => !part.startsWith('%%'))
      .map(() => random.pick([() => this.of('int', 0), () => this.of('float', 0), () => this.any(depth - 1)])());
    if (random.chance(0.15)) return `'%(a)s-%(b)5d' % ${this.of('dict', 0)}`;
    const given =
      values.length === 1 && random.chance(0.5)
        ? this.group(values[0] ?? '1')
        : `(${values.map((value) => `${value},`).join(' ')})`;
    return `'${parts.join(' ')}' % ${given}`;
  }

  /** @param {number} depth */
  braces(depth) {
    const { random } = this;
    const fields = Array.from(
      { length: 1 + random.int(2) },
      () => `{${random.pick(['', '', '0', 'x', '0.a', 'x[a]', '0[0]'])}${random.pick(SPECS)}}`,
    );
    const isMixed =
      fields.some((field) => field.startsWith('{:') || field === '{}' || field.startsWith('{!')) &&
      fields.some((field) => field.startsWith('{0'));
    const format = isMixed ? fields[0] : fields.join('|');
    return `'${format}'.format(${this.any(depth - 1)}, ${this.any(0)}, x=${this.any(0)})`;
  }

  /** @param {string} target @param {number} depth */
  slice(target, depth) {
    const { random } = this;
    const bound = () => (random.chance(0.4) ? '' : random.pick(['0', '1', '2', '-1', '-2', '9', '-9']));
    const step = random.chance(0.3) ? `:${random.pick(['1', '2', '-1', '-2', ''])}` : '';
    void depth;
    return `${this.group(target)}[${bound()}:${bound()}${step}]`;
  }

  /** @param {string} code */
  group(code) {
    return /^[\w.]+$|^'[^']*'$|^\[[^[\]]*\]$/.test(code) && !/^\d/.test(code) ? code : `(${code})`;
  }

  /** @param {number} depth */
  int(depth) {
    const { random } = this;
    if (depth <= 0) return random.pick(INTS);
    const inner = () => this.of('int', depth - 1);
    return random.pick([
      () => `${inner()} ${random.pick(['+', '-', '*', '//', '%'])} ${inner()}`,
      () => `(${inner()} ${random.pick(['+', '-', '*', '//', '%'])} ${inner()})`,
      () => `-${this.group(inner())}`,
      () => `${this.group(inner())} ** ${random.pick(['0', '2', '3', '-1', '10'])}`,
      () => `${this.group(this.of('str', depth - 1))}|length`,
      () => `${this.group(this.of('list', depth - 1))}|length`,
      () =>
        `${this.group(inner())}|${random.pick(['abs', 'string', 'int', 'float', 'round', 'round(1)', 'round(-1)', "round(0, 'floor')", 'filesizeformat', 'filesizeformat(true)', 'tojson', 'default(1)'])}`,
      () => `${this.group(this.any(depth - 1))}|int`,
      () => random.pick(INTS),
    ])();
  }

  /** @param {number} depth */
  float(depth) {
    const { random } = this;
    if (depth <= 0) return random.pick(FLOATS);
    const inner = () => random.pick([() => this.of('float', depth - 1), () => this.of('int', depth - 1)])();
    return random.pick([
      () => `${inner()} ${random.pick(['+', '-', '*', '/', '//', '%'])} ${inner()}`,
      () => `${this.group(inner())} / ${inner()}`,
      () =>
        `${this.group(this.of('float', depth - 1))}|${random.pick(['abs', 'int', 'round', 'round(2)', 'round(1)', "round(1, 'ceil')", "round(method='floor')", 'string', 'tojson', 'float', 'filesizeformat'])}`,
      () => `${this.group(this.any(depth - 1))}|float`,
      () => `${this.group(inner())} ** ${random.pick(['2', '3', '-1', '0'])}`,
      () => random.pick(FLOATS),
    ])();
  }

  /** @param {number} depth */
  list(depth) {
    const { random } = this;
    const literal = () =>
      `[${random.some(4, () => (depth > 1 ? this.any(depth - 2) : this.flat())).join(', ')}${random.chance(0.1) ? '' : ''}]`;
    if (depth <= 0)
      return random.pick([
        '[]',
        '[1, 2, 3]',
        "['b', 'A', 'c']",
        "[{'a': 1}, {'a': 2}, {'a': 1}]",
        '[3, 1, 2,]',
        "['x', none, 1, 2.0, true]",
        '[[1, 2], [3]]',
        "[('k', 1), ('l', 2)]",
        '[1, 1.0, true]',
        "['a', 'A', 'b']",
      ]);
    const inner = () => this.of('list', depth - 1);
    return random.pick([
      literal,
      literal,
      () => `${this.group(inner())} + ${this.group(inner())}`,
      () => `${this.group(inner())} * 2`,
      () => `${this.group(inner())}|${random.pick(LIST_FILTERS)}`,
      () => `${this.group(inner())}|${random.pick(LIST_FILTERS)}`,
      () => `${this.group(inner())}.${random.pick(LIST_METHODS)}`,
      () => this.slice(inner(), depth),
      () => `${this.group(inner())}[${random.pick(['0', '1', '-1', '5', "'a'", '1.0'])}]`,
      () => `${this.group(this.of('str', depth - 1))}.split(${random.pick(['', "','", "'a'"])})`,
      () => `range(${random.pick(['4', '1, 5', '0, 10, 3'])})|list`,
      () => `zip(${inner()}, ${inner()})|list`,
      () =>
        `${this.group(this.of('dict', depth - 1))}.${random.pick(['items()|list', 'keys()|list', 'values()|list', 'items()|sort', 'keys()|sort|join(",")'])}`,
    ])();
  }

  flat() {
    return this.random.pick([
      () => this.of('str', 0),
      () => this.of('int', 0),
      () => this.of('float', 0),
      () => 'none',
      () => 'true',
      () => this.of('list', 0),
      () => this.of('dict', 0),
    ])();
  }

  /** @param {number} depth */
  dict(depth) {
    const { random } = this;
    if (depth <= 0)
      return random.pick([
        '{}',
        "{'a': 1}",
        "{'a': 1, 'b': 2}",
        "{'b': 'x', 'a': [1]}",
        "{1: 'one', 'two': 2}",
        "{'a': {'b': {'c': 3}}}",
        "{'a': none, 'b': true,}",
        "{(1, 2): 'pair', 1.5: 'x'}",
        "dict(a=1, c='d')",
        "dict([('p', 1)])",
        "dict({'q': 1}, r=2)",
        "{'a': 1, 'a': 2}",
        "{1: 'a', true: 'b', 1.0: 'c'}",
      ]);
    const inner = () => this.of('dict', depth - 1);
    return random.pick([
      () =>
        `{${random.some(3, () => `${random.pick([() => this.of('str', 0), () => this.of('int', 0)])()}: ${this.any(depth - 1)}`).join(', ')}}`,
      () => `${this.group(inner())}.${random.pick(DICT_METHODS)}`,
      () => `${this.group(inner())}|${random.pick(DICT_FILTERS)}`,
      () => `${this.group(inner())}[${random.pick(["'a'", "'zz'", '1', "'keys'"])}]`,
      () => `dict(${inner()}, **${inner()})`,
      () => random.pick(["{'a': 1, 'b': 2}", 'dict(x=1)']),
    ])();
  }

  /** @param {number} depth */
  tuple(depth) {
    const { random } = this;
    if (depth <= 0) return random.pick(['()', '(1,)', '(1, 2)', "('a', 'b')", '(1, (2, 3))']);
    return random.pick([
      () => `(${this.any(depth - 1)}, ${this.any(depth - 1)})`,
      () => `${this.of('tuple', depth - 1)} + ${this.of('tuple', depth - 1)}`,
      () => `${this.of('tuple', 0)}[${random.pick(['0', '-1', '7', ':1'])}]`,
      () => `${this.of('tuple', 0)}|${random.pick(['list', 'join', 'first', 'sum', 'length', 'reverse|list', 'sort', 'tojson'])}`,
      () => `${this.of('tuple', 0)}.${random.pick(['index(1)', 'count(1)', 'append(1)'])}`,
      () => `${this.of('tuple', 0)} * 2`,
    ])();
  }

  /** @param {number} depth */
  bool(depth) {
    const { random } = this;
    if (depth <= 0) return random.pick(['true', 'false', 'True', 'False']);
    const any = () => this.any(depth - 1);
    const same = random.pick(['str', 'int', 'float', 'list', 'dict', 'tuple', 'bool']);
    return random.pick([
      () => `${any()} is ${random.pick(['', 'not '])}${random.pick(TESTS)}`,
      () => `(${any()}) is ${random.pick(['', 'not '])}${random.pick(TESTS)}`,
      () => `${this.of(same, depth - 1)} ${random.pick(['==', '!=', '<', '>', '<=', '>='])} ${this.of(same, depth - 1)}`,
      () => `${any()} ${random.pick(['==', '!='])} ${any()}`,
      () => `${this.of('int', 0)} < ${this.of('int', 0)} <= ${this.of('float', 0)}`,
      () =>
        `${any()} ${random.pick(['in', 'not in'])} ${random.pick([() => this.of('list', depth - 1), () => this.of('dict', depth - 1), () => this.of('str', depth - 1), () => this.of('tuple', depth - 1), any])()}`,
      () => `not ${any()}`,
      () => `${any()} ${random.pick(['and', 'or'])} ${any()}`,
      () => `(${any()} and ${any()} or ${any()})`,
    ])();
  }
}
