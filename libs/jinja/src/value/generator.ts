/**
 * What filters such as map and select answer in Python: items that can be iterated over once, with no length, no places and no truth of
 * their own.
 */
export class Generator extends Array<unknown> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  name = 'generator';
  private isUsed = false;

  static made(name: string, items: Iterable<unknown>): Generator {
    const made = new Generator();
    made.name = name;
    for (const item of items) made.push(item);
    return made;
  }

  /** Its items; none the second time. */
  take(): readonly unknown[] {
    if (this.isUsed) return [];
    this.isUsed = true;
    return [...this];
  }
}
