// Writes dbt projects of a given size. What the large one has: five packages; macros that call macros of their own and of other packages,
// that are dispatched (default and adapter variants), that loop over variables, with namespaces, set blocks, call blocks and defaults;
// models with config(), refs, sources, loops and macros; seeds; generic tests of dbt's and of packages; docs blocks; descriptions that
// quote them; configuration trees with + keys; groups; exposures. The same numbers give the same files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @typedef {{ models: number, tests: number, seeds: number, macros: number, packages: number }} Size
 * @typedef {{ name: string, folder: string, models: string[], macros: string[] }} Package
 */

/** @param {string} folder @param {Size} size @returns {void} */
export function generateProject(folder, size) {
  /** @param {string} file @param {string} text */
  const write = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const packages = namePackages(size.packages);
  writeProjects(write, packages);
  const macros = writeMacros(write, packages, size.macros);
  const seeds = writeSeeds(write, size.seeds);
  const models = writeModels(write, packages, size.models, macros, seeds);
  writeTests(write, packages, models, size.tests);
  write(
    'profiles.yml',
    'bench:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: bench.duckdb, schema: main, threads: 4}\n',
  );
}

/** @param {number} count @returns {Package[]} */
function namePackages(count) {
  const names = ['shop', 'util', 'audit', 'metrics_kit', 'connectors', ...Array.from({ length: 20 }, (_, i) => `extra_${i}`)];
  return names.slice(0, Math.max(1, count)).map((name, index) => ({
    name,
    folder: index === 0 ? '' : `dbt_packages/${name}/`,
    models: [],
    macros: [],
  }));
}

/** @param {(file: string, text: string) => void} write @param {Package[]} packages */
function writeProjects(write, packages) {
  for (const [index, { name, folder }] of packages.entries()) {
    const root = index === 0;
    const lines = [
      `name: ${name}`,
      "version: '1.0.0'",
      'config-version: 2',
      ...(root ? ['profile: bench', 'dispatch:', '  - macro_namespace: util', '    search_order: [shop, util]'] : []),
      'vars:',
      `  ${name}:`,
      `    ${name}_columns: [id, amount, status, created_at]`,
      `    ${name}_enabled: true`,
      '  statuses: [new, paid, shipped, done]',
      'models:',
      `  ${name}:`,
      '    +materialized: view',
      '    +tags: [bench]',
      '    staging: {+schema: staging, +tags: [staging]}',
      '    marts: {+materialized: table, +meta: {tier: gold}}',
      ...(root ? ['seeds:', '  shop: {+schema: raw}'] : []),
      '',
    ];
    write(`${folder}dbt_project.yml`, lines.join('\n'));
  }
  const listed = packages.slice(1).map(({ name }) => `  - local: dbt_packages/${name}`);
  if (listed.length > 0) write('packages.yml', `packages:\n${listed.join('\n')}\n`);
}

/** @param {(file: string, text: string) => void} write @param {Package[]} packages @param {number} count */
function writeMacros(write, packages, count) {
  /** Those that give a column expression: what models call. @type {{ call: string, pkg: string }[]} */
  const usable = [];
  let made = 0;
  for (let file = 0; made < count; file++) {
    const pkg = packages[file % packages.length] ?? packages[0];
    if (!pkg) break;
    const left = count - made;
    const blocks = macroFile(pkg, file, usable).slice(0, left);
    made += blocks.length;
    write(`${pkg.folder}macros/group_${file % 17}/macros_${file}.sql`, `${blocks.map(({ text }) => text).join('\n\n')}\n`);
    for (const { callable } of blocks) if (callable) usable.push({ call: callable, pkg: pkg.name });
  }
  return usable;
}

/** @param {Package} pkg @param {number} file @param {{ call: string, pkg: string }[]} usable @returns {{ text: string, callable?: string }[]} */
function macroFile(pkg, file, usable) {
  const n = `${pkg.name}_${file}`;
  const other = usable.length > 0 ? usable[(file * 7) % usable.length] : undefined;
  const inner = other ? `{{ ${other.call}(column) }}` : '{{ column }}';
  return [
    {
      text: `{% macro clean_${n}(column, trim=true, default_value='unknown') -%}\n  {%- if trim -%} trim(cast({{ column }} as varchar)) {%- else -%} cast({{ column }} as varchar) {%- endif -%}\n{%- endmacro %}`,
      callable: `${pkg.name}.clean_${n}`,
    },
    {
      text: `{% macro nested_${n}(column) -%}\n  coalesce(${inner.trim()}, '{{ var("statuses")[0] }}')\n{%- endmacro %}`,
      callable: `${pkg.name}.nested_${n}`,
    },
    {
      text: `{% macro pick_${n}(column) -%}\n  {{ return(adapter.dispatch('pick_${n}', '${pkg.name}')(column)) }}\n{%- endmacro %}`,
      callable: `${pkg.name}.pick_${n}`,
    },
    { text: `{% macro default__pick_${n}(column) -%}\n  cast({{ column }} as {{ dbt.type_string() }})\n{%- endmacro %}` },
    { text: `{% macro duckdb__pick_${n}(column) -%}\n  ({{ column }})::varchar\n{%- endmacro %}` },
    {
      text: `{% macro columns_${n}(columns=none, prefix='') -%}\n  {%- set ns = namespace(items=[]) -%}\n  {%- for column in (columns or var('statuses')) -%}\n    {%- if not loop.first or true -%}{%- do ns.items.append(prefix ~ column) -%}{%- endif -%}\n  {%- endfor -%}\n  {{ return(ns.items) }}\n{%- endmacro %}`,
    },
    {
      text: `{% macro case_${n}(column) -%}\n  case\n  {%- for status in var('statuses') %}\n    when {{ column }} = '{{ status }}' then {{ loop.index }}\n  {%- endfor %}\n  else 0 end\n{%- endmacro %}`,
    },
    {
      text: `{% macro wrap_${n}(name) -%}\n  {%- set body -%}/* {{ name | upper }} {{ caller() }} */{%- endset -%}\n  {{ body | trim }}\n{%- endmacro %}`,
    },
    {
      text: `{% macro guard_${n}(relation, columns) -%}\n  {%- if not execute -%}{{ return([]) }}{%- endif -%}\n  {%- set found = adapter.get_columns_in_relation(relation) | map(attribute='name') | map('lower') | list -%}\n  {%- for column in columns if column not in found -%}\n    {{ exceptions.raise_compiler_error('no column ' ~ column ~ ' in ' ~ relation) }}\n  {%- endfor -%}\n  {{ return(found) }}\n{%- endmacro %}`,
    },
    {
      text: `{% macro amount_${n}(column, scale=2) -%}\n  {% call wrap_${n}('amount') %}{{ scale }}{% endcall %} round({{ column }} / {{ 10 ** scale }}, {{ scale }})\n{%- endmacro %}`,
    },
  ];
}

/** @param {(file: string, text: string) => void} write @param {number} count */
function writeSeeds(write, count) {
  const names = Array.from({ length: count }, (_, index) => `seed_${index}`);
  for (const [index, name] of names.entries()) {
    const rows = Array.from(
      { length: 25 },
      (_, row) =>
        `${row},${(row * 37 + index) % 1000}.5,${['new', 'paid', 'shipped', 'done'][row % 4]},2024-01-${String((row % 28) + 1).padStart(2, '0')}`,
    );
    write(`seeds/${name}.csv`, `id,amount,status,created_at\n${rows.join('\n')}\n`);
  }
  return names;
}

/**
 * @param {(file: string, text: string) => void} write @param {Package[]} packages @param {number} count
 * @param {{ call: string, pkg: string }[]} macros @param {string[]} seeds
 */
function writeModels(write, packages, count, macros, seeds) {
  /** @type {{ name: string, pkg: Package }[]} */
  const models = [];
  for (let index = 0; index < count; index++) {
    const pkg = packages[index % 3 === 0 ? index % packages.length : 0] ?? packages[0];
    if (!pkg) break;
    const name = `m_${index}`;
    const mine = models.filter((_, i) => (index - i) % 13 === 1 || i === index - 5).slice(-3);
    const from = mine.length > 0 ? mine.map((model) => refOf(model, pkg)) : [seedOf(seeds, index, pkg)];
    write(
      `${pkg.folder}models/${index % 4 === 0 ? 'staging' : 'marts'}/area_${index % 23}/${name}.sql`,
      modelText(index, from, macros),
    );
    pkg.models.push(name);
    models.push({ name, pkg });
  }
  return models;
}

/** @param {{ name: string, pkg: Package }} model @param {Package} pkg */
function refOf(model, pkg) {
  return model.pkg === pkg ? `{{ ref('${model.name}') }}` : `{{ ref('${model.pkg.name}', '${model.name}') }}`;
}

/** @param {string[]} seeds @param {number} index @param {Package} pkg */
function seedOf(seeds, index, pkg) {
  if (seeds.length > 0 && pkg.folder === '') return `{{ ref('${seeds[index % seeds.length]}') }}`;
  return "(select 1 as id, 1.5 as amount, 'new' as status, date '2024-01-01' as created_at)";
}

/** @param {number} index @param {string[]} from @param {{ call: string, pkg: string }[]} macros */
function modelText(index, from, macros) {
  const pick = (/** @type {number} */ k) => macros[(index * 11 + k * 29) % macros.length]?.call;
  const unions = from.map((relation) => `select id, amount, status, created_at from ${relation}`).join('\n  union all\n  ');
  const calls = macros.length > 0 ? [1, 2, 3].map((k) => `  {{ ${pick(k)}('status') }} as status_${k},`) : [];
  return `{{ config(materialized='${index % 5 === 0 ? 'table' : 'view'}', tags=['t${index % 7}']) }}
{%- set statuses = var('statuses', ['new']) %}
with source as (
  ${unions}
)
select
  id,
  amount,
  created_at,
${calls.join('\n')}
  {% for value in statuses -%}
  case when status = '{{ value }}' then amount end as {{ value }}_amount{{ ',' if not loop.last }}
  {% endfor %},
  status
from source
{% if target.name == 'prod' %}where created_at > current_date - {{ var('days', 30) }}{% endif %}
`;
}

/**
 * @param {(file: string, text: string) => void} write @param {Package[]} packages
 * @param {{ name: string, pkg: Package }[]} models @param {number} count
 */
function writeTests(write, packages, models, count) {
  const perModel = Math.floor(count / Math.max(1, models.length));
  let extra = count - perModel * models.length;
  for (const pkg of packages) {
    const mine = models.filter((model) => model.pkg === pkg);
    for (let start = 0; start < mine.length; start += 12) {
      const entries = mine.slice(start, start + 12).map(({ name }, offset) => {
        const tests = perModel + (extra-- > 0 ? 1 : 0);
        return modelYaml(name, start + offset, tests);
      });
      write(`${pkg.folder}models/schema_${start / 12}.yml`, `version: 2\nmodels:\n${entries.join('')}`);
    }
    write(`${pkg.folder}models/docs.md`, `{% docs ${pkg.name}_row %}\nOne row for each id of ${pkg.name}.\n{% enddocs %}\n`);
  }
}

const TESTS = ['not_null', 'unique', 'accepted_values'];

/** @param {string} name @param {number} index @param {number} tests */
function modelYaml(name, index, tests) {
  const of = (/** @type {number} */ column) =>
    Array.from({ length: tests }, (_, k) => k)
      .filter((k) => k % 3 === column)
      .map((k) => testYaml(TESTS[(index + Math.floor(k / 3)) % 3] ?? 'not_null', k))
      .join('');
  const columns = ['id', 'amount', 'status'].map((column, position) => {
    const written = of(position);
    return `      - name: ${column}\n        description: "The ${column} of ${name}"\n${written ? `        data_tests:\n${written}` : ''}`;
  });
  return `  - name: ${name}\n    description: Rows of ${name}, made for a benchmark\n    columns:\n${columns.join('')}`;
}

/** @param {string} test @param {number} k */
function testYaml(test, k) {
  if (test !== 'accepted_values') return `          - ${test}\n`;
  const values = `['new', 'paid', 'shipped', 'done', '${k}']`;
  return `          - accepted_values:\n              arguments: {values: ${values}}\n              config: {severity: warn}\n`;
}

export const SIZES = {
  medium: { models: 1000, tests: 1500, seeds: 0, macros: 50, packages: 1 },
  large: { models: 737, tests: 1067, seeds: 132, macros: 1941, packages: 5 },
};
