const TESTS = ['test', 'unit_test'];
const RELATIONS = ['model', 'seed', 'snapshot'];
const EXECUTABLE = ['model', 'test', 'snapshot', 'analysis', 'operation', 'seed', 'sql_operation', 'function'];
const LISTED = [...RELATIONS, ...TESTS, 'source', 'exposure', 'metric', 'saved_query', 'semantic_model', 'function'];

interface VerbTypes {
  readonly byDefault: readonly string[];
  /** What `--resource-type all` means. */
  readonly all: readonly string[];
  /** Whether --resource-type and --exclude-resource-type are heard, and whether they can name anything else. */
  readonly choice: 'none' | 'within' | 'any';
  /** Whether nodes without code are taken. */
  readonly includeEmpty?: boolean;
}

const fixed = (types: readonly string[]): VerbTypes => ({ byDefault: types, all: types, choice: 'none' });
const within = (types: readonly string[]): VerbTypes => ({ byDefault: types, all: types, choice: 'within' });

const BUILT = [...RELATIONS, ...TESTS, 'saved_query', 'exposure', 'function'];

const VERBS = {
  run: fixed(['model']),
  test: within(TESTS),
  build: { byDefault: BUILT, all: BUILT, choice: 'any' },
  seed: fixed(['seed']),
  snapshot: fixed(['snapshot']),
  compile: fixed(EXECUTABLE),
  /** compile and show with --inline. */
  inline: fixed(['sql_operation']),
  list: { byDefault: LISTED, all: [...LISTED, 'analysis'], choice: 'any', includeEmpty: true },
  clone: within(RELATIONS),
  freshness: fixed(['source']),
  generate: { ...fixed(EXECUTABLE), includeEmpty: true },
} as const satisfies Record<string, VerbTypes>;

export type SelectingVerb = keyof typeof VERBS;

export interface ResourceTypeFlags {
  /** --resource-type */
  readonly resourceTypes?: readonly string[];
  readonly excludeResourceTypes?: readonly string[];
}

export interface SelectableTypes {
  readonly resourceTypes: readonly string[];
  readonly includeEmpty: boolean;
}

/** Which resource types a verb takes. Sources without freshness are still for `source freshness` to leave out. */
export function selectableTypes(verb: SelectingVerb, flags: ResourceTypeFlags = {}): SelectableTypes {
  const types: VerbTypes = VERBS[verb];
  return { resourceTypes: chosenTypes(types, flags), includeEmpty: types.includeEmpty ?? false };
}

function chosenTypes(types: VerbTypes, { resourceTypes = [], excludeResourceTypes = [] }: ResourceTypeFlags): readonly string[] {
  if (types.choice === 'none') return types.byDefault;
  const named = resourceTypes.flatMap((type) => (type === 'all' ? types.all : type === 'default' ? types.byDefault : [type]));
  const wanted = resourceTypes.length > 0 ? [...new Set(named)] : types.byDefault;
  const left = wanted.filter((type) => !excludeResourceTypes.includes(type));
  return types.choice === 'within' ? left.filter((type) => types.byDefault.includes(type)) : left;
}
