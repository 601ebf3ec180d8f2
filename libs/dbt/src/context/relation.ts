import { HostObject } from '@weft/jinja';

export interface RelationParts {
  readonly database: string;
  readonly schema: string;
  readonly identifier: string;
}

/** `a`.`b`.`c` in the quotes that Trino and DuckDB share. */
export function renderRelation({ database, schema, identifier }: RelationParts): string {
  return [database, schema, identifier].map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}

/** A relation in a template: prints as its quoted name. */
export class Relation extends HostObject {
  constructor(private readonly parts: RelationParts) {
    super();
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'database':
      case 'schema':
      case 'identifier':
        return this.parts[name];
      case 'name':
      case 'table':
        return this.parts.identifier;
      default:
        return undefined;
    }
  }

  toString(): string {
    return renderRelation(this.parts);
  }
}
