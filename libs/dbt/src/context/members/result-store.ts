import { bindArguments, callable, type Callable, HostObject, isUndefined, toText, Tuple } from '@weft/jinja';
import { AdapterResponseObject } from '../../adapter/adapter-response.js';
import { Table } from '../../adapter/table.js';
import { dbtError } from '../context.errors.js';

const RESULT_KEYS = ['response', 'data', 'table'];

/** What a statement left: `response`, `data` and `table`. */
export class StatementResult extends HostObject {
  override readonly mapping = true;

  constructor(
    readonly response: unknown,
    readonly table: Table,
  ) {
    super();
  }

  attribute(name: string): unknown {
    if (name === 'response' || name === 'table') return this[name];
    if (name === 'data') return this.table.matrix.map((row) => Tuple.fromItems(row));
    const entries = () => RESULT_KEYS.map((key) => Tuple.fromItems([key, this.attribute(key)]));
    if (name === 'keys') return callable(name, () => [...RESULT_KEYS]);
    if (name === 'values') return callable(name, () => entries().map(([, value]) => value));
    if (name === 'items') return callable(name, entries);
    return name === 'get' ? callable(name, ([key, fallback = null]) => this.attribute(toText(key)) ?? fallback) : undefined;
  }

  override iterate(): string[] {
    return [...RESULT_KEYS];
  }

  toString(): string {
    return '<result>';
  }
}

/** Results of statements by name; each is loaded once, `main` as often as it is asked for. */
export class ResultStore extends HostObject {
  readonly results = new Map<string, StatementResult | null>();
  readonly load: Callable;
  readonly store: Callable;
  readonly storeRaw: Callable;

  constructor() {
    super();
    this.load = callable('load_result', ([name], kwargs) => this.loadResult(toText(name ?? kwargs.get('name'))));
    this.store = callable('store_result', (args, kwargs) => {
      const bound = bindArguments('store_result', ['name', 'response', 'agate_table'], args, kwargs);
      return this.storeResult(toText(bound['name']), bound['response'] ?? null, bound['agate_table']);
    });
    this.storeRaw = callable('store_raw_result', (args, kwargs) => {
      const names = ['name', 'message', 'code', 'rows_affected', 'agate_table'];
      const {
        name,
        message,
        code,
        rows_affected: rows,
        agate_table: table,
      } = bindArguments('store_raw_result', names, args, kwargs);
      const response = new AdapterResponseObject({
        _message: isUndefined(message) ? '' : toText(message),
        code: isUndefined(code) || code === null ? null : toText(code),
        rows_affected: typeof rows === 'number' ? rows : null,
      });
      return this.storeResult(toText(name), response, table);
    });
  }

  private loadResult(name: string): StatementResult | null {
    const result = this.results.get(name);
    if (result === undefined) return null;
    if (name === 'main') return result;
    if (result === null) {
      throw dbtError('Compilation', `The 'statement' result named '${name}' has already been loaded into a variable`);
    }
    this.results.set(name, null);
    return result;
  }

  private storeResult(name: string, response: unknown, table: unknown): string {
    this.results.set(name, new StatementResult(response, table instanceof Table ? table : Table.EMPTY));
    return '';
  }

  override has(name: unknown): boolean {
    return typeof name === 'string' && this.results.has(name);
  }

  attribute(name: string): unknown {
    return this.results.get(name);
  }

  toString(): string {
    return '<results>';
  }
}
