import {
  bindArguments,
  callable,
  type Callable,
  HostObject,
  isMapping,
  isUndefined,
  type Kwargs,
  toPlain,
  toRepr,
  toText,
} from '@weft/jinja';
import { PyDate } from '../python/py-date.js';
import { PyDateTime } from '../python/py-date-time.js';
import { dbtError } from '../context.errors.js';
import { isRecord, toTemplateValue } from '../values.js';

const ANSWERS = ['require', 'get', 'meta_require', 'meta_get'];

/** `config` while a node is parsed: calls are noted, questions have no answer yet. */
export class ParseConfig extends HostObject {
  constructor(private readonly note: ((values: Record<string, unknown>) => void) | null) {
    super();
  }

  override call(args: readonly unknown[], kwargs: Kwargs): string {
    const inline =
      args.length === 1 && kwargs.size === 0 ? args[0] : args.length === 0 && kwargs.size > 0 ? new Map(kwargs) : null;
    if (!isMapping(inline)) throw dbtError('Compilation', 'Invalid inline model config');
    if (!this.note) throw dbtError('Runtime', 'At parse time, did not receive a context config');
    this.note(withHookNames(withoutDates(toPlain(inline)) as Record<string, unknown>));
    return '';
  }

  attribute(name: string): unknown {
    if (ANSWERS.includes(name)) return callable(name, () => '');
    if (name === 'persist_relation_docs' || name === 'persist_column_docs') return callable(name, () => false);
    return name === 'set' ? callable(name, ([key, value]) => this.call([new Map([[key, value]])], new Map())) : undefined;
  }

  toString(): string {
    return '<config>';
  }
}

/** Python's dates as the ISO texts that a manifest has. */
function withoutDates(value: unknown): unknown {
  if (value instanceof PyDateTime) return value.isoformat('T');
  if (value instanceof PyDate) return value.toString();
  if (Array.isArray(value)) return value.map(withoutDates);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutDates(item)]));
}

/** `pre_hook` and `pre-hook` are one. */
function withHookNames(values: Record<string, unknown>): Record<string, unknown> {
  const renamed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const name = key === 'pre_hook' || key === 'post_hook' ? key.replace('_', '-') : key;
    if (name !== key && name in values) {
      throw dbtError('Compilation', `Invalid config, has conflicting keys "${key}" and "${name}"`);
    }
    renamed[name] = value;
  }
  return renamed;
}

export interface ConfiguredNode {
  readonly unique_id: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** `config` while a node runs: its settled configuration. */
export class RuntimeConfig extends HostObject {
  constructor(
    private readonly node: ConfiguredNode,
    /** `config.model`, which adapters read. */
    private readonly model: () => unknown,
    private readonly tell: (message: string) => void = () => undefined,
  ) {
    super();
  }

  override call(): string {
    return '';
  }

  private lookUp(name: string): unknown {
    const config = this.node.config ?? {};
    const key = name === 'pre_hook' || name === 'post_hook' ? name.replace('_', '-') : name;
    if (Object.hasOwn(config, key)) return toTemplateValue(config[key]);
    if (Object.hasOwn(config, name)) return toTemplateValue(config[name]);
    const metaColumns = name === 'snapshot_table_column_names' ? config['snapshot_meta_column_names'] : undefined;
    return isRecord(metaColumns) ? toTemplateValue(named(metaColumns)) : undefined;
  }

  private meta(name: string): unknown {
    const meta = this.node.config?.['meta'];
    return isRecord(meta) && Object.hasOwn(meta, name) ? toTemplateValue(meta[name]) : undefined;
  }

  /** What is found below `meta` alone is not answered, but told. */
  private found(key: string): unknown {
    const value = this.lookUp(key);
    if (value !== undefined || this.meta(key) === undefined) return value;
    this.tell(
      `[WARNING]: The key '${key}' was not found using config.get('${key}'), but was detected as a custom config under 'meta'. ` +
        `Please use config.meta_get('${key}') or config.meta_require('${key}') instead of config.get('${key}') ` +
        'to access the custom config value if intended.',
    );
    return undefined;
  }

  private reader(name: string, find: (key: string) => unknown, required: boolean): Callable {
    return callable(name, (args, kwargs) => {
      const bound = bindArguments(name, required ? ['name', 'validator'] : ['name', 'default', 'validator'], args, kwargs);
      const key = toText(bound['name']);
      const found = find(key);
      if (found === undefined && required) throw missing(this.node.unique_id, key);
      const value = found === undefined ? (bound['default'] ?? null) : found;
      return isUndefined(value) ? bound['default'] : this.validated(value, bound, required);
    });
  }

  private validated(value: unknown, { validator, default: fallback }: Record<string, unknown>, required: boolean): unknown {
    const asked = validator !== undefined && validator !== null && (required || (fallback !== undefined && fallback !== null));
    if (!asked) return value;
    const checked = (validator as Callable).body([value], new Map());
    return checked instanceof Promise ? checked.then(() => value) : value;
  }

  private persists(part: string): unknown {
    const docs = this.lookUp('persist_docs') ?? new Map();
    if (isMapping(docs)) return (toPlain(docs) as Record<string, unknown>)[part] ?? false;
    throw dbtError('Compilation', `Invalid value provided for 'persist_docs'. Expected dict but received ${toRepr(docs)}`);
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'get':
      case 'require':
        return this.reader(name, (key) => this.found(key), name === 'require');
      case 'meta_get':
      case 'meta_require':
        return this.reader(name, (key) => this.meta(key), name === 'meta_require');
      case 'set':
        return callable(name, () => '');
      case 'persist_relation_docs':
        return callable(name, () => this.persists('relation'));
      case 'persist_column_docs':
        return callable(name, () => this.persists('columns'));
      case 'model':
        return this.model();
      default:
        return undefined;
    }
  }

  toString(): string {
    return '<config>';
  }
}

/** A snapshot's own columns under the names that the project gives them. */
function named(columns: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(columns).map(([column, name]) => [column, name ?? column]));
}

function missing(uniqueId: string, name: string): Error {
  return dbtError('Compilation', `Model '${uniqueId}' does not define a required config parameter '${name}'.`);
}
