import { dbtError } from '../context/context.errors.js';
import type { Relation } from './relation.js';
import type { RelationPath } from './relation-parts.js';

type Name = string | null;

interface Cached {
  relation: Relation;
  readonly referencedBy: Set<string>;
}

function keyOf({ database, schema, identifier }: RelationPath): string {
  return [database, schema, identifier].map((part) => part?.toLowerCase() ?? '').join('\u0000');
}

function schemaKey(database: Name, schema: Name): string {
  return `${database?.toLowerCase() ?? ''}\u0000${schema?.toLowerCase() ?? ''}`;
}

/** Which relations are known to be there, of which schemas; kept right while macros create, drop and rename. */
export class RelationCache {
  private readonly relations = new Map<string, Cached>();
  private readonly schemas = new Set<string>();

  hasSchema(database: Name, schema: Name): boolean {
    return this.schemas.has(schemaKey(database, schema));
  }

  /** A schema that was asked for, whether or not there was something in it. */
  addSchema(database: Name, schema: Name): void {
    this.schemas.add(schemaKey(database, schema));
  }

  dropSchema(database: Name, schema: Name): void {
    for (const relation of this.relationsOf(database, schema)) this.drop(relation);
    this.schemas.delete(schemaKey(database, schema));
  }

  relationsOf(database: Name, schema: Name): Relation[] {
    const wanted = schemaKey(database, schema);
    return [...this.relations.values()]
      .map(({ relation }) => relation)
      .filter((relation) => schemaKey(relation.database, relation.schema) === wanted);
  }

  add(relation: Relation): void {
    this.addSchema(relation.database, relation.schema);
    const key = keyOf(relation.parts.path);
    if (!this.relations.has(key)) this.relations.set(key, { relation, referencedBy: new Set() });
  }

  /** `dependent` (a view) reads `referenced`, and goes with it. */
  addLink(referenced: Relation, dependent: Relation): void {
    if (!this.hasSchema(referenced.database, referenced.schema)) return;
    for (const each of [referenced, dependent]) this.add(each.with({ type: each.type ?? 'external' }));
    this.relations.get(keyOf(referenced.parts.path))?.referencedBy.add(keyOf(dependent.parts.path));
  }

  drop(relation: Relation): void {
    const dropped = new Set<string>();
    const follow = (key: string): void => {
      const cached = this.relations.get(key);
      if (!cached || dropped.has(key)) return;
      dropped.add(key);
      cached.referencedBy.forEach(follow);
    };
    follow(keyOf(relation.parts.path));
    for (const key of dropped) this.relations.delete(key);
    for (const { referencedBy } of this.relations.values()) for (const key of dropped) referencedBy.delete(key);
  }

  rename(from: Relation, to: Relation): void {
    const [oldKey, newKey] = [keyOf(from.parts.path), keyOf(to.parts.path)];
    if (this.relations.has(newKey)) {
      throw dbtError('Internal', `Cache inconsistency detected: in rename, new key ${to.render()} already in cache`);
    }
    const cached = this.relations.get(oldKey);
    if (!cached) return this.add(to);
    this.relations.delete(oldKey);
    cached.relation = cached.relation.withPath(to.parts.path);
    for (const { referencedBy } of this.relations.values()) if (referencedBy.delete(oldKey)) referencedBy.add(newKey);
    this.relations.set(newKey, cached);
    this.addSchema(to.database, to.schema);
  }

  clear(): void {
    this.relations.clear();
    this.schemas.clear();
  }
}
