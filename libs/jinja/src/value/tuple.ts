/** A Python tuple: a list that prints in parentheses, is no list to `==` and has no methods that change it. */
export class Tuple extends Array<unknown> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static fromItems(items: Iterable<unknown>): Tuple {
    const tuple = new Tuple();
    for (const item of items) tuple.push(item);
    return tuple;
  }

  /** Names of the items, where they have some. */
  declare names?: readonly string[];
}

/** A tuple whose items have names, as the groups of `groupby` have. */
export function namedTuple(entries: readonly (readonly [string, unknown])[]): Tuple {
  const tuple = Tuple.fromItems(entries.map(([, value]) => value));
  tuple.names = entries.map(([name]) => name);
  return tuple;
}
