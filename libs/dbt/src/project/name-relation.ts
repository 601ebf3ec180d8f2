import { type Callable, toText } from '@weft/jinja';
import { type Context } from '../context/bind-macros.js';
import type { RelationParts } from '../context/relation.js';

interface Configured {
  readonly database: string | null;
  readonly schema: string | null;
  readonly alias: string | null;
}

/** A node's place, as the macros generate_database_name, generate_schema_name and generate_alias_name say. */
export function nameRelation(context: Context, config: Configured, node: Readonly<Record<string, unknown>>): RelationParts {
  const ask = (macro: string, custom: string | null): string =>
    toText((context[macro] as Callable).body([custom, node], new Map())).trim();
  return {
    database: ask('generate_database_name', config.database),
    schema: ask('generate_schema_name', config.schema),
    identifier: ask('generate_alias_name', config.alias),
  };
}
