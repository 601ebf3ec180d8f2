import { Tuple } from './tuple.js';

type Kind = 'keys' | 'values' | 'items';

/** What `d.keys()`, `d.values()` and `d.items()` answer: can be iterated over, but has no places and no methods. */
export class DictView extends Array<unknown> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  kind: Kind = 'keys';

  static made(kind: Kind, entries: readonly (readonly [unknown, unknown])[]): DictView {
    const view = new DictView();
    view.kind = kind;
    for (const entry of entries) view.push(kind === 'items' ? Tuple.fromItems(entry) : entry[kind === 'keys' ? 0 : 1]);
    return view;
  }
}
