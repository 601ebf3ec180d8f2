import type { V12 } from '@weft/dbt';

/**
 * Which nodes of a run may know values of the data: those that were answered rows, and what is made of their text. What such a node says,
 * in a message, a log line or an error, is for the owner team only.
 */
export class DataKnowledge {
  private readonly readers = new Set<string>();
  private readonly ephemeral: ReadonlySet<string>;
  private readonly endHooks: ReadonlySet<string>;

  constructor({ nodes }: V12.Manifest) {
    const all = Object.values(nodes);
    const isEphemeral = ({ resource_type: type, config }: (typeof all)[number]) =>
      type === 'model' && config.materialized === 'ephemeral';
    this.ephemeral = new Set(all.filter(isEphemeral).map(({ unique_id: id }) => id));
    // A hook of the end is told of all results.
    const isEndHook = ({ resource_type: type, tags }: (typeof all)[number]) =>
      type === 'operation' && tags.includes('on-run-end');
    this.endHooks = new Set(all.filter(isEndHook).map(({ unique_id: id }) => id));
  }

  /** A node was answered rows. */
  noteRows(node: string): void {
    this.readers.add(node);
  }

  get anywhere(): boolean {
    return this.readers.size > 0;
  }

  mayHoldValues(node: string): boolean {
    return this.readers.has(node) || this.endHooks.has(node) || [...this.readers].some((id) => this.ephemeral.has(id));
  }
}
