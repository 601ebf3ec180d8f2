// Templates that a seed names: statements around expressions, with the scopes, macros and white space that dbt projects use.
import { Expressions } from './expressions.mjs';
import { Random } from './random.mjs';

const TYPES = ['str', 'int', 'float', 'list', 'dict', 'bool', 'tuple'];

/** @param {number} seed @param {number} count @returns {string[]} */
export function makeTemplates(seed, count) {
  return Array.from({ length: count }, (_, index) => new TemplateMaker(new Random(seed * 1_000_003 + index)).template());
}

class TemplateMaker {
  /** @param {Random} random */
  constructor(random) {
    this.random = random;
    /** @type {{ name: string, type: string }[]} */
    this.names = [];
    /** @type {{ name: string, parameters: string[] }[]} */
    this.macros = [];
    this.expressions = new Expressions(random, this.names);
    this.inLoop = 0;
    this.inMacro = 0;
    this.next = 0;
  }

  template() {
    const { random } = this;
    if (random.chance(0.3)) return `{{ ${this.expression(3)} }}`;
    if (random.chance(0.12)) return `{{ (${this.expression(3)})|pprint }}{{ ${this.expression(2)} }}`;
    return Array.from({ length: 1 + random.int(4) }, () => this.statement(3)).join(this.text());
  }

  /** @param {number} depth */
  expression(depth) {
    return this.expressions.of(this.random.pick(TYPES), this.random.int(depth + 1));
  }

  text() {
    return this.random.pick(['', ' ', '\n', '  \n', 'x', ' a b ', '\n\n', '{', '}} '.slice(0, 1), '\t', '-- c\n', "'"]);
  }

  /** A tag with white space control. @param {string} code */
  tag(code) {
    const sign = () => this.random.pick(['', '', '', '-', '-', '+']);
    return `{%${sign()} ${code} ${sign()}%}`;
  }

  /** @param {string} code */
  print(code) {
    const sign = () => this.random.pick(['', '', '', '-']);
    return `{{${sign()} ${code} ${sign()}}}`;
  }

  /** @param {number} depth @returns {string} */
  body(depth) {
    const known = this.names.length;
    const made =
      Array.from({ length: 1 + this.random.int(2) }, () => this.text() + this.statement(depth - 1)).join('') + this.text();
    if (this.random.chance(0.7)) this.names.length = known;
    return made;
  }

  /** @param {number} depth @returns {string} */
  statement(depth) {
    if (depth <= 0) return this.print(this.expression(2));
    const makers = [
      this.printed,
      this.printed,
      this.set,
      this.set,
      this.condition,
      this.loop,
      this.loop,
      this.macro,
      this.call,
      this.callBlock,
      this.setBlock,
    ];
    const rare = [
      this.filterBlock,
      this.withBlock,
      this.namespace,
      this.doBlock,
      this.raw,
      this.comment,
      this.unpack,
      this.recursion,
      this.reuse,
      this.broken,
      this.joiner,
      this.ownLoop,
    ];
    return this.random.pick(this.random.chance(0.35) ? rare : makers).call(this, depth);
  }

  printed() {
    return this.print(this.expression(3));
  }

  newName() {
    return this.random.chance(0.4) && this.names.length > 0 ? this.random.pick(this.names).name : `v${this.next++}`;
  }

  set() {
    const type = this.random.pick(TYPES);
    const code = this.expressions.of(type, 2);
    const name = this.newName();
    this.names.push({ name, type });
    return this.tag(`set ${name} = ${code}`);
  }

  /** @param {number} depth */
  setBlock(depth) {
    const name = this.newName();
    const filter = this.random.pick(['', '', ' | upper', ' | trim | length', " | replace('a', 'b')"]);
    const code = this.tag(`set ${name}${filter}`) + this.body(depth) + this.tag('endset') + this.print(name);
    this.names.push({ name, type: 'str' });
    return code;
  }

  unpack() {
    const names = ['p', 'q', 'r'].slice(0, 2 + this.random.int(2));
    const values = names.map(() => this.expression(1)).join(', ');
    for (const name of names) this.names.push({ name, type: 'any' });
    return (
      this.tag(`set ${names.join(', ')} = ${this.random.chance(0.9) ? values : '(1, 2)'}`) + this.print(names.join(" ~ '/' ~ "))
    );
  }

  /** @param {number} depth */
  condition(depth) {
    let code = this.tag(`if ${this.expressions.of('bool', 2)}${this.random.chance(0.05) ? ':' : ''}`) + this.body(depth);
    if (this.random.chance(0.3)) code += this.tag(`elif ${this.expression(2)}`) + this.body(depth);
    if (this.random.chance(0.5)) code += this.tag('else') + this.body(depth);
    return code + this.tag('endif');
  }

  /** @param {number} depth */
  loop(depth) {
    const { random } = this;
    const isPair = random.chance(0.25);
    const [first, second] = [`i${this.next++}`, `j${this.next++}`];
    const source = isPair
      ? random.pick([
          () => `${this.expressions.group(this.expressions.of('dict', 1))}.items()`,
          () => "[('a', 1), ('b', 2)]",
          () => "{'k': 1}|dictsort",
          () => 'zip([1, 2], "ab")',
        ])()
      : random.pick([
          () => this.expressions.of('list', 2),
          () => this.expressions.of('dict', 1),
          () => this.expressions.of('str', 0),
          () => `range(${random.int(5)})`,
          () => '1, 2, 3',
          () => 'missing',
        ])();
    const filter = random.chance(0.25)
      ? ` if ${random.pick([`${first}`, `${first} is string`, `${first} != 1`, `${first} is not none and loop is undefined`])}`
      : '';
    const known = this.names.length;
    this.names.push({ name: first, type: random.pick(TYPES) });
    if (isPair) this.names.push({ name: second, type: random.pick(TYPES) });
    this.inLoop++;
    const head = this.tag(`for ${first}${isPair ? `, ${second}` : ''} in ${source}${filter}`);
    const loop = random.chance(0.6)
      ? this.print(
          `loop.${random.pick(['index', 'index0', 'first', 'last', 'length', 'revindex', 'revindex0', "cycle('a', 'b')", 'previtem', 'nextitem', `changed(${first})`, 'depth', 'depth0', 'nope'])}`,
        )
      : '';
    const leave = random.chance(0.2)
      ? this.tag(`if loop.index ${random.pick(['== 2', '> 1'])}`) +
        this.tag(random.pick(['break', 'continue'])) +
        this.tag('endif')
      : '';
    const code =
      head +
      this.print(first) +
      loop +
      leave +
      this.body(depth) +
      (random.chance(0.2) ? this.tag('else') + this.body(depth) : '') +
      this.tag('endfor');
    this.inLoop--;
    this.names.length = known;
    return code;
  }

  recursion() {
    const tree = random(this.random);
    return `${this.tag(`for n in ${tree} recursive`)}${this.print('n.v ~ loop.depth')}${this.tag('if n.c')}[${this.print('loop(n.c)')}]${this.tag('endif')}${this.tag('endfor')}`;
  }

  /** @param {number} depth */
  macro(depth) {
    const { random } = this;
    const name = `m${this.next++}`;
    const parameters = ['a', 'b', 'c'].slice(0, random.int(4));
    const known = this.names.length;
    const withDefaults = random.int(parameters.length + 1);
    const signature = parameters.map((parameter, index) =>
      index >= withDefaults
        ? `${parameter}=${random.pick([this.expression(1), 'a', 'b', 'none', this.expression(0)])}`
        : parameter,
    );
    for (const parameter of parameters) this.names.push({ name: parameter, type: random.pick(TYPES) });
    this.inMacro++;
    const specials = random.pick([
      '',
      '',
      '',
      '{{ varargs }}',
      '{{ kwargs }}',
      '{{ kwargs.x }}{{ varargs|length }}',
      '{{ caller() }}',
      "{{ caller('q') if caller }}",
      '{{ caller is defined }}',
    ]);
    const code =
      this.tag(`macro ${name}(${signature.join(', ')})`) +
      parameters.map((parameter) => `<{{ ${parameter} }}>`).join('') +
      specials +
      this.body(depth) +
      this.tag('endmacro');
    this.inMacro--;
    this.names.length = known;
    this.macros.push({ name, parameters });
    return code + this.call();
  }

  call() {
    const { random } = this;
    if (this.macros.length === 0) return this.printed();
    const { name, parameters } = random.pick(this.macros);
    const positional = parameters.slice(0, random.int(parameters.length + 1)).map(() => this.expression(1));
    const named = parameters
      .slice(positional.length)
      .filter(() => random.chance(0.6))
      .map((parameter) => `${parameter}=${this.expression(1)}`);
    if (random.chance(0.12)) positional.push(...parameters.slice(positional.length).map(() => '0'), '"extra"');
    if (random.chance(0.1)) named.push(`x=${this.expression(0)}`);
    if (random.chance(0.06)) named.push("**{'c': 1}");
    if (random.chance(0.06)) positional.push('*[1, 2]');
    return this.print(
      `${name}(${[...positional, ...named].join(', ')})${random.pick(['', '', '|trim', '|upper', '.strip()', '|length'])}`,
    );
  }

  /** @param {number} depth */
  callBlock(depth) {
    const { random } = this;
    if (random.chance(0.5)) {
      const name = `w${this.next++}`;
      const argument = random.pick(['', "'z'", '1, 2', 'u=3']);
      const definition = this.tag(`macro ${name}(p='d')`) + `<{{ p }}>{{ caller(${argument}) }}` + this.tag('endmacro');
      return (
        definition +
        this.tag(`call${random.pick(['', '(u)', "(u, t='T')", '(u=1)'])} ${name}(${random.pick(['', "'g'", 'p=2'])})`) +
        random.pick(['', '{{ u }}', '{{ t }}']) +
        this.body(depth) +
        this.tag('endcall')
      );
    }
    if (this.macros.length === 0) return this.printed();
    return this.tag(`call ${random.pick(this.macros).name}()`) + this.body(depth) + this.tag('endcall');
  }

  /** @param {number} depth */
  filterBlock(depth) {
    return (
      this.tag(
        `filter ${this.random.pick(['upper', 'trim', "replace('a', 'o')", 'length', 'trim|lower', 'indent(2)', 'title', 'nope'])}`,
      ) +
      this.body(depth) +
      this.tag('endfilter')
    );
  }

  /** @param {number} depth */
  withBlock(depth) {
    const known = this.names.length;
    const values = `w = ${this.expression(1)}, y = ${this.random.pick(['w', this.expression(1)])}`;
    this.names.push({ name: 'w', type: 'any' });
    const code = this.tag(`with ${values}`) + this.print("w ~ '|' ~ y") + this.body(depth) + this.tag('endwith');
    this.names.length = known;
    return code + this.print('w');
  }

  namespace() {
    const { random } = this;
    const name = `ns${this.next++}`;
    const loop =
      this.tag(`for i in range(${random.int(4)})`) +
      this.tag(`set ${name}.n = ${name}.n + ${random.pick(['i', '1', '"a"'])}`) +
      this.tag('endfor');
    return (
      this.tag(`set ${name} = namespace(n=${random.pick(['0', "''", '[]'])})`) +
      loop +
      this.print(`${name}.n`) +
      (random.chance(0.2) ? this.print(`${name}.zz`) + this.tag('set q.x = 1') : '')
    );
  }

  doBlock() {
    const { random } = this;
    const [list, dict] = [`l${this.next++}`, `d${this.next++}`];
    const change = random.pick([
      `${list}.append(${this.expression(1)})`,
      `${list}.extend([1])`,
      `${dict}.update({'k': ${this.expression(1)}})`,
      `${dict}.pop('a', none)`,
      `${list}.insert(0, 'f')`,
      `${list}.sort()`,
      `${list}.reverse()`,
      `${dict}.setdefault('z', [])`,
      `${dict}.setdefault('a', []).append(1)`,
      `${list}.remove(9)`,
      `${dict}.clear()`,
    ]);
    return (
      this.tag(`set ${list} = ${this.expressions.of('list', 0)}`) +
      this.tag(`set ${dict} = ${this.expressions.of('dict', 0)}`) +
      this.tag(`do ${change}`) +
      this.print(list) +
      this.print(dict)
    );
  }

  raw() {
    return `{%${this.random.pick(['', '-'])} raw ${this.random.pick(['', '-'])}%} {{ a }} {% b %} {# c #} {%${this.random.pick(['', '-'])} endraw ${this.random.pick(['', '-'])}%}`;
  }

  comment() {
    return `${this.text()}{#${this.random.pick(['', '-'])} {{ x }} {% if %} ${this.random.pick(['', '-'])}#}${this.text()}`;
  }

  /** A name that is set in one scope and read in another. @param {number} depth */
  reuse(depth) {
    const name = `s${this.next++}`;
    const inner = this.random.pick([
      () =>
        this.tag('for i in [1, 2]') +
        this.print(name) +
        this.tag(`set ${name} = ${name} ~ i`) +
        this.print(name) +
        this.tag('endfor'),
      () => this.tag(`if ${this.expressions.of('bool', 1)}`) + this.tag(`set ${name} = 'in'`) + this.tag('endif'),
      () =>
        this.tag(`macro f${name}()`) +
        this.print(name) +
        this.tag(`set ${name} = 'm'`) +
        this.print(name) +
        this.tag('endmacro') +
        this.print(`f${name}()`) +
        this.tag(`set ${name} = 'late'`) +
        this.print(`f${name}()`),
      () =>
        this.tag(`set o${name}`) +
        this.tag(`set ${name} = 'blk'`) +
        this.print(name) +
        this.tag('endset') +
        this.print(`o${name}`),
      () =>
        this.tag('for i in [1]') +
        this.tag('for j in [2]') +
        this.tag(`set ${name} = 'deep'`) +
        this.tag('endfor') +
        this.print(name) +
        this.tag('endfor'),
    ])();
    void depth;
    return (this.random.chance(0.8) ? this.tag(`set ${name} = 'out'`) : '') + inner + this.print(name);
  }

  joiner() {
    const made = this.random.pick(["joiner(', ')", "cycler('a', 'b', 'c')"]);
    const use = made.startsWith('joiner') ? 'jc()' : 'jc.next()';
    return (
      this.tag(`set jc = ${made}`) + this.tag('for i in [1, 2, 3, 4]') + this.print(use) + this.print('i') + this.tag('endfor')
    );
  }

  /** The outer loop, kept for the inner one. */
  ownLoop() {
    return (
      this.tag('for a in "xyz"') +
      this.tag('set outer = loop') +
      this.tag('for b in [1, 2]') +
      this.print('outer.index ~ loop.index ~ outer.last') +
      this.tag('endfor') +
      this.tag('endfor')
    );
  }

  /** What no template may be. */
  broken() {
    return this.random.pick([
      '{% endif %}',
      '{{ 1 + }}',
      '{% if %}x{% endif %}',
      '{% for in x %}{% endfor %}',
      "{{ 'a }}",
      '{% set 1 = 2 %}',
      '{{ a b }}',
      '{% macro m %}{% endmacro %}',
      '{{ f(a=1, 2) }}',
      '{{ [1, 2 }}',
      '{% set none = 1 %}',
      '{{ 1 is 2 }}',
      '{{ x|nofilter }}',
      '{{ x is notest }}',
      '{% for i in [1] %}',
      '{{ 007 }}',
      '{{ a..b }}',
      '{% break %}',
      '{# open',
      '{% macro m(a=1, b) %}{% endmacro %}',
      '{% call x %}{% endcall %}',
      '{{ {1, 2} }}',
      '{{ x is defined is true }}',
      '{% unknown %}',
      '{{ f(a=1, a=2) }}',
      '{{ }}',
      '{% endmacro x %}',
      '{{ not }}',
      '{% do %}',
    ]);
  }
}

/** @param {Random} random */
function random(random) {
  const node = (/** @type {number} */ depth) =>
    `{'v': ${random.int(9)}${depth > 0 ? `, 'c': [${random.some(2, () => node(depth - 1)).join(', ')}]` : ''}}`;
  return `[${[node(2), node(1)].join(', ')}]`;
}
