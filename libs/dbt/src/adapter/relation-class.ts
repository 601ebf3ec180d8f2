import { callable, HostObject, type Kwargs } from '@weft/jinja';
import type { Dialect } from './dialect.js';
import { type RelationSource, relationOfNode } from './node-relation.js';
import { recordOf } from './records.js';
import { createRelation, Relation } from './relation.js';
import { type Policy, RELATION_TYPES, relationTypeOf } from './relation-parts.js';

/** `api.Relation` and `adapter.Relation`: the class, with the project's quoting. */
export class RelationClass extends HostObject {
  constructor(
    private readonly dialect: Dialect,
    private readonly quoting: Partial<Policy>,
  ) {
    super();
  }

  override call(args: readonly unknown[], kwargs: Kwargs): Relation {
    const path = recordOf(kwargs.get('path') ?? {}) as Record<string, string | null>;
    const rest = new Map([...kwargs].filter(([name]) => name !== 'path'));
    return createRelation(this.dialect, args, new Map([...Object.entries(path), ...rest]));
  }

  attribute(name: string): unknown {
    if (Object.hasOwn(RELATION_TYPES, name)) return RELATION_TYPES[name as keyof typeof RELATION_TYPES];
    switch (name) {
      case 'create':
        return callable(name, (args, kwargs) => createRelation(this.dialect, args, kwargs, this.quoting));
      case 'create_from':
        return callable(name, (args) => relationOfNode(this.dialect, recordOf(args.at(-1)) as RelationSource, this.quoting));
      case 'scd_args':
        return callable(name, ([key, updatedAt]) => [...(Array.isArray(key) ? (key as unknown[]) : [key]), updatedAt]);
      case 'get_relation_type':
        return callable(name, ([type]) => relationTypeOf(type));
      case 'get_default_quote_policy':
      case 'get_default_include_policy':
        return callable(name, () => Relation.of(this.dialect, {}).attribute('quote_policy'));
      case 'add_ephemeral_prefix':
        return Relation.of(this.dialect, {}).attribute(name);
      default:
        return undefined;
    }
  }

  toString(): string {
    return `<class '${this.dialect.relation.className}'>`;
  }
}
