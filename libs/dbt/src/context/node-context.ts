import { bindArguments, callable, type Callable, HostObject, type Kwargs, toPlain, toText } from '@weft/jinja';
import type { Environment, ProjectSettings } from '../project/project-settings.js';
import { baseContext } from './base-context.js';
import { bindMacros, type Context, type MacroCalls, type Mode } from './bind-macros.js';
import { DbtTemplateError } from './context.errors.js';
import type { MacroLibrary } from './macro-library.js';
import { Relation, type RelationParts } from './relation.js';

/** What a node's functions do: while parsing they note, while executing they look up. */
export interface NodeBehaviour {
  ref(name: string, packageName: string | null): Relation;
  source(source: string, table: string): Relation;
  config(written: Readonly<Record<string, unknown>>): void;
  configValue(name: string): unknown;
}

export interface NodeContextOptions {
  readonly mode: Mode;
  readonly settings: ProjectSettings;
  readonly env: Environment;
  readonly library: MacroLibrary;
  readonly calls: MacroCalls;
  readonly behaviour: NodeBehaviour;
  readonly self: RelationParts;
  /** The node as plain data, `model` in templates. */
  readonly model: Readonly<Record<string, unknown>>;
  readonly onLog?: ((message: string, info: boolean) => void) | undefined;
}

/** Everything that a node's template can name. */
export function nodeContext(options: NodeContextOptions): Context {
  const { mode, settings, env, library, calls, behaviour, self, model, onLog } = options;
  const globals: Context = {
    ...baseContext({ vars: settings.vars, env, onLog }),
    target: settings.target,
    project_name: settings.projectName,
    execute: mode === 'execute',
    this: new Relation(self),
    database: self.database,
    schema: self.schema,
    model,
    ref: callable('ref', (args, kwargs) => callRef(behaviour, args, kwargs)),
    source: callable('source', (args, kwargs) => callSource(behaviour, args, kwargs)),
    config: new Config(behaviour),
    is_incremental: callable('is_incremental', () => false),
  };
  return bindMacros(library, globals, mode, calls);
}

function callRef(behaviour: NodeBehaviour, args: readonly unknown[], kwargs: Kwargs): Relation {
  const unwanted = [...kwargs.keys()][0];
  if (unwanted !== undefined) {
    throw new DbtTemplateError('DBT_UNSUPPORTED', `ref() with '${unwanted}' is not supported yet: models have no versions here`);
  }
  const [first, second] = args;
  if (typeof first !== 'string' || args.length > 2) {
    throw new DbtTemplateError('DBT_INVALID_CALL', "ref() takes a model's name, or a package and a model's name");
  }
  return typeof second === 'string' ? behaviour.ref(second, first) : behaviour.ref(first, null);
}

function callSource(behaviour: NodeBehaviour, args: readonly unknown[], kwargs: Kwargs): Relation {
  const { source_name: source, table_name: table } = bindArguments('source', ['source_name', 'table_name'], args, kwargs);
  if (typeof source !== 'string' || typeof table !== 'string') {
    throw new DbtTemplateError('DBT_INVALID_CALL', "source() takes a source's name and a table's name");
  }
  return behaviour.source(source, table);
}

/** `config(...)` as a call, `config.get(...)` and `config.require(...)`. */
class Config extends HostObject {
  constructor(private readonly behaviour: NodeBehaviour) {
    super();
  }

  override call(args: readonly unknown[], kwargs: Kwargs): string {
    const given = args.length > 0 ? (toPlain(args[0]) as Readonly<Record<string, unknown>>) : {};
    this.behaviour.config({ ...given, ...Object.fromEntries([...kwargs].map(([name, value]) => [name, toPlain(value)])) });
    return '';
  }

  attribute(name: string): unknown {
    if (name === 'get') return this.getter(false);
    return name === 'require' ? this.getter(true) : undefined;
  }

  private getter(required: boolean): Callable {
    return callable(required ? 'require' : 'get', ([key, fallback], kwargs) => {
      const name = toText(key);
      const value = this.behaviour.configValue(name) ?? fallback ?? kwargs.get('default') ?? null;
      if (value === null && required) throw new DbtTemplateError('DBT_CONFIG_MISSING', `config '${name}' is required here`);
      return value;
    });
  }

  toString(): string {
    return '<config>';
  }
}
