import { callable } from './callable.js';
import { HostObject } from './host-object.js';

/** `cycler('a', 'b')`: one value after the other, over and over. */
export class Cycler extends HostObject {
  private at = 0;

  constructor(private readonly items: readonly unknown[]) {
    super();
  }

  attribute(name: string): unknown {
    if (name === 'current') return this.items[this.at];
    if (name === 'next') return callable(name, () => this.next());
    return name === 'reset' ? callable(name, () => this.reset()) : undefined;
  }

  private next(): unknown {
    const value = this.items[this.at];
    this.at = (this.at + 1) % this.items.length;
    return value;
  }

  private reset(): null {
    this.at = 0;
    return null;
  }

  toString(): string {
    return '<Cycler>';
  }
}
