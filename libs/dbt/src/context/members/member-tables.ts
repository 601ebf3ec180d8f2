import { callable, type Callable, HostObject, toText } from '@weft/jinja';
import { ColumnClass } from '../../adapter/column.js';
import { PyDateTime } from '../python/py-date-time.js';
import { pythonModules } from '../python/modules.js';
import type { Scope } from '../scope.js';
import type { TemplateWorld } from '../template-world.js';
import { dbtError } from '../context.errors.js';
import { toTemplateValue } from '../values.js';
import { ContextDict, BuiltinsDict } from './context-dict.js';
import { Exceptions } from './exceptions-object.js';
import { Flags } from './flags-object.js';
import { PURE_FUNCTIONS } from './pure-functions.js';
import { targetDict } from './target-dict.js';

/** Functions and values by name, made from what a context is about. */
export type MemberTable<T> = Readonly<Record<string, (facts: T) => unknown>>;

/** dbt-core whose behaviour this is. */
export const EMULATED_VERSION = '1.11.16';

export interface BaseFacts {
  readonly world: TemplateWorld;
  /** Filled in once the scope is there. */
  readonly scope: () => Scope;
  readonly vars: HostObject;
  readonly envVar: Callable;
}

const ITERTOOLS_ADVICE = 'Usage of itertools modules is deprecated. Please use the built-in functions instead.';

function logging(world: TemplateWorld): Callable {
  return callable('log', ([message, info], kwargs) => {
    const level = (info ?? kwargs.get('info')) === true ? 'info' : 'debug';
    world.onEvent({ kind: 'log', message: toText(message === undefined ? kwargs.get('msg') : message), level });
    return '';
  });
}

function printing(world: TemplateWorld): Callable {
  return callable('print', ([message], kwargs) => {
    if (world.flags['print'] !== false)
      world.onEvent({ kind: 'print', message: toText(message === undefined ? kwargs.get('msg') : message) });
    return '';
  });
}

/** Any context's: dbt's base, target and configured contexts. */
export const BASE_MEMBERS: MemberTable<BaseFacts> = {
  ...Object.fromEntries(Object.entries(PURE_FUNCTIONS).map(([name, value]) => [name, () => value])),
  context: ({ scope }) => new ContextDict(scope().context),
  builtins: ({ scope }) => new BuiltinsDict(scope()),
  dbt_version: () => EMULATED_VERSION,
  var: ({ vars }) => vars,
  env_var: ({ envVar }) => envVar,
  log: ({ world }) => logging(world),
  print: ({ world }) => printing(world),
  run_started_at: ({ world }) => PyDateTime.utc(world.now),
  invocation_id: ({ world }) => world.invocationId,
  thread_id: ({ world }) => world.threadName ?? 'MainThread',
  modules: ({ world }) =>
    pythonModules(
      () => world.clock?.() ?? new Date(),
      () => world.onEvent({ kind: 'warn', name: 'ModulesItertoolsUsageDeprecation', message: ITERTOOLS_ADVICE }),
    ),
  flags: ({ world }) => new Flags(world.flags),
  target: ({ world }) => targetDict(world.project.target),
  project_name: ({ world }) => world.project.name,
};

export interface ProviderFacts extends BaseFacts {
  readonly execute: boolean;
  readonly database: string | null;
  readonly schema: string | null;
  readonly ref: Callable | HostObject;
  readonly source: Callable | HostObject;
  readonly metric: Callable | HostObject;
  readonly function: Callable | HostObject;
  readonly config: HostObject;
  readonly adapter: HostObject;
  readonly relationClass: HostObject;
  readonly results: HostObject & { readonly load: Callable; readonly store: Callable; readonly storeRaw: Callable };
  readonly model: () => unknown;
  readonly graph: () => unknown;
  readonly selected: readonly string[];
  readonly render: Callable;
  readonly write: Callable;
  readonly loadAgateTable: Callable;
}

const VALIDATION = callable('any', (allowed) =>
  callable('validate', ([value]) => {
    const ok = allowed.some((each) => (each instanceof HostObject ? false : toText(each) === toText(value)));
    if (!ok) throw dbtError('Runtime', `Expected value "${toText(value)}" to be one of ${allowed.map(toText).join(',')}`);
    return null;
  }),
);

const TRY = callable('try_or_compiler_error', ([message, func, ...args], kwargs) => {
  const refuse = (): never => {
    throw dbtError('Compilation', toText(message));
  };
  try {
    const called = func as Callable;
    const result = called.body(args, kwargs);
    return result instanceof Promise ? result.catch(refuse) : result;
  } catch {
    return refuse();
  }
});

/** Contexts of macros and nodes. */
export const PROVIDER_MEMBERS: MemberTable<ProviderFacts> = {
  ...BASE_MEMBERS,
  execute: ({ execute }) => execute,
  database: ({ database }) => database,
  schema: ({ schema }) => schema,
  ref: ({ ref }) => ref,
  source: ({ source }) => source,
  metric: ({ metric }) => metric,
  function: (facts) => facts.function,
  config: ({ config }) => config,
  adapter: ({ adapter }) => adapter,
  api: ({ world, relationClass }) =>
    new Map<string, unknown>([
      ['Relation', relationClass],
      ['Column', new ColumnClass(world.dialect)],
    ]),
  column: ({ world }) => new ColumnClass(world.dialect),
  env: ({ world }) => targetDict(world.project.target),
  exceptions: ({ world }) => new Exceptions(world.onEvent),
  graph: ({ graph }) => graph(),
  model: ({ model }) => model(),
  load_result: ({ results }) => results.load,
  store_result: ({ results }) => results.store,
  store_raw_result: ({ results }) => results.storeRaw,
  _sql_results: ({ results }) => results,
  dbt_metadata_envs: ({ world }) => new Map(Object.entries(world.metadataEnv)),
  invocation_args_dict: ({ world }) => toTemplateValue(world.invocationArgs),
  selected_resources: ({ selected }) => [...selected],
  sql_now: ({ world }) => world.dialect.dateFunction,
  try_or_compiler_error: () => TRY,
  validation: () => new Map([['any', VALIDATION]]),
  context_macro_stack: ({ scope }) => new Map([['call_stack', [...scope().callStack]]]),
  render: ({ render }) => render,
  write: ({ write }) => write,
  load_agate_table: ({ loadAgateTable }) => loadAgateTable,
  pre_hooks: () => null,
  post_hooks: () => null,
  sql: () => null,
};

export interface NodeFacts extends ProviderFacts {
  readonly this: () => unknown;
  readonly preHooks: () => unknown;
  readonly postHooks: () => unknown;
  readonly compiledCode: () => unknown;
  readonly sql: () => unknown;
  readonly deferRelation: () => unknown;
}

export const NODE_MEMBERS: MemberTable<NodeFacts> = {
  ...PROVIDER_MEMBERS,
  this: (facts) => facts.this(),
  pre_hooks: ({ preHooks }) => preHooks(),
  post_hooks: ({ postHooks }) => postHooks(),
  compiled_code: ({ compiledCode }) => compiledCode(),
  sql: ({ sql }) => sql(),
  defer_relation: ({ deferRelation }) => deferRelation(),
};

/** `doc` of descriptions, `source_node` of freshness queries: names that only some contexts have. */
export const EVERY_MEMBER = [...Object.keys(NODE_MEMBERS), 'doc', 'source_node'];

export function tableMember<T>(table: MemberTable<T>, facts: T): (name: string) => unknown {
  return (name) => (Object.hasOwn(table, name) ? table[name]?.(facts) : undefined);
}
