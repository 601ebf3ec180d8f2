import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Callable, callable, HostObject, ReturnSignal, scanBlocks, Template, toText } from '@weft/jinja';
import { describe, expect, it } from 'vitest';

const MACROS = join(import.meta.dirname, '../../macros');
const KINDS = ['macro', 'materialization', 'test'];

function blocksOf(name: string) {
  const root = join(MACROS, name, 'macros');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sql'));
  return files.flatMap((file) => scanBlocks(readFileSync(join(root, file), 'utf8'), KINDS, file));
}

const blocks = blocksOf('dbt_trino');
const dbt = blocksOf('dbt').filter(({ name }) => name !== 'run_query');
const macrosOf = (from: typeof blocks) => from.filter(({ kind }) => kind === 'macro').map(({ source }) => source);

/** The names under which packages and projects call and override what dbt-trino has. */
const OF_DBT_TRINO =
  `comment create_bindings create_or_replace_view format_row get_incremental_tmp_relation_type is_galaxy_functions_schema
  list_functions_in_schema on_table_exists_logic properties sync_column_schemas validate_doc_columns trino__alter_column_comment
  trino__alter_column_type trino__alter_relation_add_remove_columns trino__alter_relation_comment trino__any_value trino__array_append
  trino__array_concat trino__array_construct trino__bool_or trino__call_dcl_statements trino__check_schema_exists trino__copy_grants
  trino__create_csv_table trino__create_schema trino__create_table_as trino__create_view_as trino__current_timestamp trino__date_spine
  trino__date_trunc trino__dateadd trino__datediff trino__drop_schema trino__function_execute_build_sql trino__generate_schema_name
  trino__get_batch_size trino__get_binding_char trino__get_catalog trino__get_catalog_columns_sql trino__get_catalog_relations
  trino__get_catalog_relations_where_clause_sql trino__get_catalog_results_sql trino__get_catalog_schemas_where_clause_sql
  trino__get_catalog_table_comment_relations_sql trino__get_catalog_table_comment_schemas_sql trino__get_catalog_tables_sql
  trino__get_columns_in_relation trino__get_create_materialized_view_as_sql trino__get_delete_insert_merge_sql trino__get_drop_sql
  trino__get_grant_sql trino__get_incremental_microbatch_sql trino__get_materialized_view_configuration_changes trino__get_merge_sql
  trino__get_replace_materialized_view_as_sql trino__get_show_grant_sql trino__hash trino__information_schema_name
  trino__list_relations_without_caching trino__list_schemas trino__listagg trino__load_csv_rows trino__persist_docs trino__post_snapshot
  trino__refresh_materialized_view trino__rename_relation trino__reset_csv_table trino__right trino__safe_cast trino__scalar_function_body_sql
  trino__scalar_function_create_replace_signature_sql trino__scalar_function_sql trino__scalar_function_volatility_sql
  trino__snapshot_hash_arguments trino__snapshot_merge_sql trino__snapshot_string_as_time trino__split_part
  trino__support_multiple_grantees_per_dcl_statement trino__type_float trino__type_int trino__type_numeric trino__type_string`.split(
    /\s+/,
  );

class Relation extends HostObject {
  constructor(
    private readonly name: string,
    private readonly kind = 'table',
  ) {
    super();
  }

  attribute(name: string): unknown {
    return new Map(Object.entries({ database: 'lake', schema: 's', type: this.kind })).get(name);
  }

  toString(): string {
    return `"lake"."s"."${this.name}"`;
  }
}

interface World {
  readonly config?: Record<string, unknown>;
  readonly model?: Record<string, unknown>;
  /** The rows of each query, in turn. */
  readonly answers?: readonly (readonly (readonly (string | null)[])[])[];
}

/** Calls a macro as a run does, with dbt's own package behind it; what it renders or returns, in one line. */
function call(name: string, args: readonly unknown[], { config = {}, model = {}, answers = [] }: World = {}): string {
  const queries = [...answers];
  const find = (macro: string) => scope.lookup(`trino__${macro}`) ?? scope.lookup(`default__${macro}`);
  const context = {
    execute: true,
    none: null,
    model: { config, ...model },
    config: { contract: { enforced: false }, ...config },
    target: { prepared_statements_enabled: true },
    return: callable('return', ([value]) => {
      throw new ReturnSignal(value);
    }),
    run_query: callable('run_query', () => queries.shift() ?? []),
    exceptions: {
      raise_compiler_error: callable('raise_compiler_error', ([message]) => {
        throw new Error(toText(message).trim());
      }),
    },
    modules: { re: { findall: callable('findall', findAll), match: callable('match', match) } },
    adapter: {
      dispatch: callable('dispatch', ([macro]) => find(toText(macro))),
      quote: callable('quote', ([text]) => `"${toText(text)}"`),
      build_catalog_relation: callable('build_catalog_relation', () => ({})),
    },
  };
  const scope = new Template([...macrosOf(dbt), ...macrosOf(blocks)].join('\n'), 'macros').exports(context);
  const macro = scope.lookup(name);
  if (!(macro instanceof Callable)) throw new Error(`no macro ${name}`);
  return toText(macro.body(args, new Map())).replace(/\s+/g, ' ').trim();
}

const findAll = ([pattern, text]: readonly unknown[]) =>
  [...toText(text).matchAll(new RegExp(toText(pattern), 'g'))].map(([whole, first]) => first ?? whole);

function match([pattern, text]: readonly unknown[]): unknown {
  const found = new RegExp(`^(?:${toText(pattern)})`).exec(toText(text));
  return found && { group: callable('group', ([index]) => found[Number(index)] ?? null) };
}

const COLUMNS = [
  { name: 'id', quoted: '"id"', column: 'id', data_type: 'integer' },
  { name: 'v', quoted: '"v"', column: 'v', data_type: 'varchar' },
  { name: 'ts', quoted: '"ts"', column: 'ts', data_type: 'timestamp(6) with time zone' },
];
const TARGET = new Relation('t');
const SOURCE = new Relation('t__dbt_tmp');
const INSERT = 'insert into "lake"."s"."t" ("id", "v", "ts") ( select "id", "v", "ts" from "lake"."s"."t__dbt_tmp" )';
const OVERWRITE = { target_relation: TARGET, temp_relation: SOURCE, dest_columns: COLUMNS };

type Case = readonly [title: string, macro: string, args: readonly unknown[], world: World, sql: string];

const CASES: readonly Case[] = [
  ['CREATE TABLE AS', 'trino__create_table_as', [false, TARGET, 'select 1'], {}, 'create table "lake"."s"."t" as ( select 1 );'],
  [
    'CREATE OR REPLACE TABLE with comment and properties',
    'trino__create_table_as',
    [false, TARGET, 'select 1', 'replace'],
    {
      config: { persist_docs: { relation: true }, properties: { partitioning: "ARRAY['a']" }, file_format: 'ORC' },
      model: { description: "it's" },
    },
    `create or replace table "lake"."s"."t" comment 'it''s' WITH (partitioning = ARRAY['a'], format = 'ORC') as ( select 1 );`,
  ],
  [
    'a temporary table in a place of its own',
    'properties',
    [true],
    { config: { properties: { location: "'s3://b/t'" }, table_format: 'iceberg' } },
    `WITH (location = 's3://b/t__dbt_tmp', type = 'iceberg')`,
  ],
  [
    'a view with the security of who asks',
    'trino__create_view_as',
    [new Relation('v'), 'select 1'],
    { config: { view_security: 'invoker' } },
    'create or replace view "lake"."s"."v" security invoker as select 1 ;',
  ],
  [
    'the kind of relation in the words of SQL',
    'trino__get_drop_sql',
    [new Relation('m', 'materialized_view')],
    {},
    'drop materialized view if exists "lake"."s"."m"',
  ],
  [
    'MERGE by several keys',
    'trino__get_merge_sql',
    [TARGET, SOURCE, ['id', 'v'], COLUMNS, ['DBT_INTERNAL_DEST.ts > now()']],
    { config: { merge_update_columns: ['v'] } },
    'merge into "lake"."s"."t" as DBT_INTERNAL_DEST using "lake"."s"."t__dbt_tmp" as DBT_INTERNAL_SOURCE ' +
      'on (DBT_INTERNAL_DEST.ts > now()) and (DBT_INTERNAL_SOURCE.id = DBT_INTERNAL_DEST.id) and (DBT_INTERNAL_SOURCE.v = DBT_INTERNAL_DEST.v) ' +
      'when matched then update set v = DBT_INTERNAL_SOURCE.v when not matched then insert ("id", "v", "ts") ' +
      'values (DBT_INTERNAL_SOURCE."id", DBT_INTERNAL_SOURCE."v", DBT_INTERNAL_SOURCE."ts")',
  ],
  ['MERGE without a key as an insertion', 'trino__get_merge_sql', [TARGET, SOURCE, null, COLUMNS, null], {}, INSERT],
  [
    'DELETE by one key, and INSERT',
    'trino__get_delete_insert_merge_sql',
    [TARGET, SOURCE, 'id', COLUMNS, ['id < 9']],
    {},
    `delete from "lake"."s"."t" where (id) in ( select id from "lake"."s"."t__dbt_tmp" ) and id < 9; ${INSERT}`,
  ],
  [
    'DELETE by several keys, and INSERT',
    'trino__get_delete_insert_merge_sql',
    [TARGET, SOURCE, ['id', 'v'], COLUMNS, null],
    {},
    'delete from "lake"."s"."t" where exists ( select 1 from "lake"."s"."t__dbt_tmp" where "lake"."s"."t".id = "lake"."s"."t__dbt_tmp".id ' +
      `and "lake"."s"."t".v = "lake"."s"."t__dbt_tmp".v ); ${INSERT}`,
  ],
  [
    'the partitions that new rows touch',
    'trino__get_incremental_insert_overwrite_sql',
    [OVERWRITE],
    {
      config: { properties: { partitioning: "ARRAY['v', 'day(ts)', 'bucket(id, 4)', 'truncate(v, 2)']" } },
      answers: [
        [['iceberg']],
        [
          ["o'k", 'varchar', '2024-01-01 UTC', 'timestamp(6) with time zone', '1', 'integer', "o'", 'varchar'],
          [null, 'varchar', null, 'timestamp(6) with time zone', '2', 'integer', null, 'varchar'],
        ],
      ],
    },
    `delete from "lake"."s"."t" where ( ("v" = cast('o''k' as varchar) and date_trunc('day', "ts" at time zone 'UTC') = ` +
      `cast('2024-01-01 UTC' as timestamp(6) with time zone) and "lake".system.bucket("id", 4) = cast('1' as integer) and ` +
      `substr("v", 1, 2) = cast('o''' as varchar)) or ("v" is null and date_trunc('day', "ts" at time zone 'UTC') is null and ` +
      `"lake".system.bucket("id", 4) = cast('2' as integer) and substr("v", 1, 2) is null) ); ${INSERT}`,
  ],
  [
    'one partition of Hive a statement',
    'trino__get_incremental_insert_overwrite_sql',
    [OVERWRITE],
    {
      config: { properties: { partitioned_by: "ARRAY['v']" } },
      answers: [
        [['hive']],
        [
          ['a', 'varchar'],
          ['b', 'varchar'],
        ],
      ],
    },
    `delete from "lake"."s"."t" where ( ("v" = cast('a' as varchar)) ); ` +
      `delete from "lake"."s"."t" where ( ("v" = cast('b' as varchar)) ); ${INSERT}`,
  ],
  [
    'a table without partitions as a whole',
    'trino__get_incremental_insert_overwrite_sql',
    [OVERWRITE],
    {},
    `delete from "lake"."s"."t"; ${INSERT}`,
  ],
  [
    'the span of a batch',
    'trino__get_incremental_microbatch_sql',
    [{ ...OVERWRITE, incremental_predicates: null }],
    {
      config: {
        event_time: 'ts',
        __dbt_internal_microbatch_event_time_start: '2024-01-01',
        __dbt_internal_microbatch_event_time_end: '2024-01-02',
      },
    },
    `delete from "lake"."s"."t" where ( ts >= TIMESTAMP '2024-01-01' and ts < TIMESTAMP '2024-01-02' ); ${INSERT}`,
  ],
  [
    'the bindings and literals of a row',
    'create_bindings',
    [
      ['x', "1'", '3 DAY', 7, null, 'k'],
      ['varchar(9)', 'json', 'interval day to second', 'integer', 'date', 'char(1)'],
    ],
    {},
    `[('?', 'x'), (None, "JSON '1'''"), (None, 'INTERVAL 3 DAY'), ('?', 7), ('?', None), (None, "CHAR 'k'")]`,
  ],
  [
    'boundaries of days',
    'trino__datediff',
    ['a', 'b', 'day'],
    {},
    "date_diff('day', date_trunc('day', cast(a as timestamp)), date_trunc('day', cast(b as timestamp)))",
  ],
  [
    'a limited list',
    'trino__listagg',
    ['x', "','", 'order by y', 2],
    {},
    "array_join(slice(array_agg(x order by y), 1, 2), ',')",
  ],
  [
    'the hash of a snapshot row',
    'trino__snapshot_hash_arguments',
    [['a', 'b']],
    {},
    "lower(to_hex(md5(to_utf8(concat(coalesce(cast(a as varchar), ''), '|',coalesce(cast(b as varchar), ''))))))",
  ],
];

describe('the macros of dbt_trino', () => {
  it('parse, and have every name that dbt-trino has', () => {
    const names = blocks.map(({ name }) => name);
    expect(OF_DBT_TRINO.filter((name) => !names.includes(name))).toEqual([]);
    expect(blocks.filter(({ kind }) => kind === 'materialization').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['incremental', 'snapshot', 'table', 'view']),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(CASES)('write %s', (_, macro, args, world, sql) => {
    expect(call(macro, args, world)).toBe(sql);
  });

  it('refuse a format that is said twice, and partitions whose rows they do not know', () => {
    const twice = { config: { file_format: 'ORC', properties: { format: "'PARQUET'" } } };
    expect(() => call('properties', [], twice)).toThrow("either 'file_format' or 'properties.format'");
    const unknown = { config: { properties: { partitioning: "ARRAY['truncate(id, 2)']" } } };
    expect(() => call('trino__get_incremental_insert_overwrite_sql', [OVERWRITE], unknown)).toThrow(
      "partition 'truncate(id, 2)'",
    );
  });
});
