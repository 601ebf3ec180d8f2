import { mergeConfigCall } from '../config/merge-field.js';
import type { Json, ManifestNode, RefArgs } from '../manifest/v12/index.js';
import type { ParseRecorder } from './parse-context.port.js';

/** Notes on a node what its template does while it is parsed. */
export class NodeRecorder implements ParseRecorder {
  /** The config() calls, merged. */
  readonly calls: Json = {};

  constructor(private readonly node: ManifestNode) {}

  ref(ref: RefArgs): void {
    if ('refs' in this.node) this.node.refs.push(ref);
  }

  source(sourceName: string, table: string): void {
    if ('sources' in this.node) this.node.sources.push([sourceName, table]);
  }

  metric(args: string[]): void {
    if ('metrics' in this.node) this.node.metrics.push(args);
  }

  function(args: string[]): void {
    if ('functions' in this.node) this.node.functions.push(args);
  }

  config(values: Json): void {
    mergeConfigCall(this.calls, values);
  }

  macro(uniqueId: string): void {
    const { macros } = this.node.depends_on;
    if (!macros.includes(uniqueId)) macros.push(uniqueId);
  }
}
