import { digest } from './digest.js';
import type { Json, ManifestNode, RefArgs } from '../manifest/v12/index.js';
import type { ConfigRequest } from '../parse/parse-scope.js';

/** What a node's text did when it was run, and the macros that ran. */
export interface MemoEntry {
  readonly refs: readonly RefArgs[];
  readonly sources: readonly string[][];
  readonly metrics: readonly string[][];
  readonly functions: readonly string[][];
  /** dbt's depends_on.macros. */
  readonly macros: readonly string[];
  readonly calls: Json;
  /** Places in `StoredMemo.macroIds`. */
  readonly entered: readonly number[];
}

export interface StoredMemo {
  readonly macroIds: readonly string[];
  /** Of each macro's text. */
  readonly hashes: readonly string[];
  readonly entries: Readonly<Record<string, MemoEntry>>;
}

export interface MacroText {
  readonly unique_id: string;
  readonly macro_sql: string;
}

/**
 * What running a node's text gave before. It stands while the text, the node's configuration and every macro that ran are the same, and no
 * macro came or went: a new one could be found where another was.
 */
export class NodeMemo {
  private macroIds: readonly string[] = [];
  private hashes: readonly string[] = [];
  private places = new Map<string, number>();
  private changed = new Set<string>();
  private usable = false;
  private readonly kept = new Map<string, MemoEntry>();
  /** How many nodes did not have to run. */
  hits = 0;

  constructor(private readonly stored: StoredMemo | null) {}

  /** Once all macros are read. */
  begin(macros: Iterable<MacroText>): void {
    const texts = [...macros].toSorted((a, b) => (a.unique_id < b.unique_id ? -1 : 1));
    this.macroIds = texts.map(({ unique_id: id }) => id);
    this.hashes = texts.map(({ macro_sql: text }) => digest(text));
    this.places = new Map(this.macroIds.map((id, index) => [id, index]));
    const { stored } = this;
    if (!stored) return;
    this.usable = stored.macroIds.join() === this.macroIds.join();
    if (this.usable) this.changed = new Set(this.macroIds.filter((_, index) => stored.hashes[index] !== this.hashes[index]));
  }

  keyOf(node: ManifestNode, { fqn, calls }: ConfigRequest): string {
    const test = 'test_metadata' in node ? node.test_metadata : null;
    const { unique_id: id, path, raw_code: code, config, database, schema } = node;
    return digest(JSON.stringify([id, path, fqn, database, schema, code, config, calls ?? null, test]));
  }

  find(key: string): MemoEntry | null {
    const entry = this.usable ? this.stored?.entries[key] : undefined;
    if (!entry || entry.entered.some((place) => this.changed.has(this.macroIds[place] ?? ''))) return null;
    this.hits++;
    this.kept.set(key, entry);
    return entry;
  }

  add(key: string, entry: Omit<MemoEntry, 'entered'>, entered: Iterable<string>): void {
    const places = [...entered].flatMap((id) => this.places.get(id) ?? []);
    this.kept.set(key, { ...entry, entered: places });
  }

  toStore(): StoredMemo {
    return { macroIds: this.macroIds, hashes: this.hashes, entries: Object.fromEntries(this.kept) };
  }
}
