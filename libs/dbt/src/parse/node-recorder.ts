import type { MemoEntry } from '../cache/node-memo.js';
import { mergeConfigCall } from '../config/merge-field.js';
import type { Json, ManifestNode, RefArgs } from '../manifest/v12/index.js';
import type { ParseRecorder } from './parse-context.port.js';

type Noted = { -readonly [Key in keyof Omit<MemoEntry, 'entered' | 'calls'>]: MemoEntry[Key][number][] };

/** Notes on a node what its template does while it is parsed. */
export class NodeRecorder implements ParseRecorder {
  /** The config() calls, merged. */
  readonly calls: Json = {};
  /** Every macro that ran. */
  readonly ran = new Set<string>();
  readonly entered: ((uniqueId: string) => void) | undefined;
  private readonly noted: Noted = { refs: [], sources: [], metrics: [], functions: [], macros: [] };

  /** `keepsMacros`: whether somebody will ask which macros ran. */
  constructor(
    private readonly node: ManifestNode,
    keepsMacros = false,
  ) {
    this.entered = keepsMacros ? (id) => this.ran.add(id) : undefined;
  }

  ref(ref: RefArgs): void {
    this.noted.refs.push(ref);
    if ('refs' in this.node) this.node.refs.push(ref);
  }

  source(sourceName: string, table: string): void {
    this.noted.sources.push([sourceName, table]);
    if ('sources' in this.node) this.node.sources.push([sourceName, table]);
  }

  metric(args: string[]): void {
    this.noted.metrics.push(args);
    if ('metrics' in this.node) this.node.metrics.push(args);
  }

  function(args: string[]): void {
    this.noted.functions.push(args);
    if ('functions' in this.node) this.node.functions.push(args);
  }

  config(values: Json): void {
    mergeConfigCall(this.calls, values);
  }

  macro(uniqueId: string): void {
    this.noted.macros.push(uniqueId);
    const { macros } = this.node.depends_on;
    if (!macros.includes(uniqueId)) macros.push(uniqueId);
  }

  /** Whether it named another node. */
  get refers(): boolean {
    const { refs, sources, metrics } = this.noted;
    return refs.length + sources.length + metrics.length > 0;
  }

  toMemo(): Omit<MemoEntry, 'entered'> {
    return { ...this.noted, calls: structuredClone(this.calls) };
  }

  /** Does again what an earlier run noted; answers its config() calls. */
  replay({ refs, sources, metrics, functions, macros, calls }: MemoEntry): Json {
    for (const ref of refs) this.ref({ ...ref });
    for (const [sourceName = '', table = ''] of sources) this.source(sourceName, table);
    for (const args of metrics) this.metric([...args]);
    for (const args of functions) this.function([...args]);
    for (const id of macros) this.macro(id);
    return structuredClone(calls);
  }
}
