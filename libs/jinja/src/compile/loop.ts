import { TemplateError } from '../template.errors.js';
import { callable } from '../value/callable.js';
import { isEqual } from '../value/equality.js';
import { HostObject } from '../value/host-object.js';
import { toItems } from '../value/iterate.js';
import { Undefined } from '../value/undefined.js';

/** The body of a recursive loop over other items, one level deeper. */
export type Recurse = (items: unknown, depth: number) => unknown;

/** The `loop` of a for block. Each turn moves `index0`. */
export class Loop extends HostObject {
  index0 = 0;
  private lastSeen: readonly unknown[] | null = null;

  constructor(
    readonly items: readonly unknown[],
    private readonly depth0 = 0,
    private readonly recurse: Recurse | null = null,
  ) {
    super();
  }

  attribute(name: string): unknown {
    return this.counted(name) ?? this.neighbour(name);
  }

  private counted(name: string): unknown {
    const { index0, items, depth0 } = this;
    switch (name) {
      case 'index':
        return index0 + 1;
      case 'index0':
        return index0;
      case 'revindex':
        return items.length - index0;
      case 'revindex0':
        return items.length - index0 - 1;
      case 'first':
        return index0 === 0;
      case 'last':
        return index0 === items.length - 1;
      case 'length':
        return items.length;
      case 'depth':
        return depth0 + 1;
      case 'depth0':
        return depth0;
      default:
        return undefined;
    }
  }

  private neighbour(name: string): unknown {
    const { index0, items } = this;
    switch (name) {
      case 'previtem':
        return index0 > 0 ? items[index0 - 1] : new Undefined('previtem', 'there is no previous item');
      case 'nextitem':
        return index0 + 1 < items.length ? items[index0 + 1] : new Undefined('nextitem', 'there is no next item');
      case 'cycle':
        return callable('cycle', (values) => {
          if (values.length === 0) throw new TemplateError('type', 'no items for cycling given');
          return values[index0 % values.length];
        });
      case 'changed':
        return callable('changed', (values) => this.hasChanged(values));
      default:
        return undefined;
    }
  }

  private hasChanged(values: readonly unknown[]): boolean {
    const changed = this.lastSeen === null || !isEqual([...this.lastSeen], [...values]);
    this.lastSeen = values;
    return changed;
  }

  /** `loop(children)` in a recursive loop. */
  override call([items]: readonly unknown[]): unknown {
    if (this.recurse) return this.recurse(items, this.depth0 + 1);
    throw new TemplateError('type', "The loop must have the 'recursive' marker to be called recursively.");
  }

  override iterate(): readonly unknown[] {
    return toItems(this.items);
  }

  override size(): number {
    return this.items.length;
  }

  toString(): string {
    return `<LoopContext ${this.index0 + 1}/${this.items.length}>`;
  }
}
