import { callable } from '../value/callable.js';
import { isEqual } from '../value/equality.js';
import { HostObject } from '../value/host-object.js';

/** The `loop` of a for block. Each turn moves `index0`. */
export class Loop extends HostObject {
  index0 = 0;
  private lastSeen: readonly unknown[] | null = null;

  constructor(readonly items: readonly unknown[]) {
    super();
  }

  attribute(name: string): unknown {
    const { index0, items } = this;
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
      case 'previtem':
        return items[index0 - 1];
      case 'nextitem':
        return items[index0 + 1];
      case 'cycle':
        return callable('cycle', (values) => values[index0 % values.length]);
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

  toString(): string {
    return `<LoopContext ${this.index0 + 1}/${this.items.length}>`;
  }
}
