import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { AppError } from '@weft/kernel';

export const MAX_PAGE = 100;
const DEFAULT_PAGE = 50;

/** The page of a Relay connection that is asked for. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: `How many, from 1 to ${MAX_PAGE}; ${DEFAULT_PAGE} where it is not said.` })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

@ObjectType({ description: 'Where a page lies in its list (Relay cursor connections).' })
export class PageInfo {
  @Field({ description: 'Whether there is more behind this page.' })
  hasNextPage!: boolean;

  @Field({ description: 'Whether the page was asked for with `after`.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last item: `after` of the next page.' })
  endCursor!: string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
}

/** `first` is out of bounds, or `after` is no cursor of this list. */
export class PageError extends AppError {
  readonly code = 'BAD_USER_INPUT';
  readonly httpStatus = 400;
}

/** The GraphQL types `<Name>Connection` and `<Name>Edge` for a node type. Call it once a type. */
export function connectionOf<T>(name: string, node: () => Type<T>): Type<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its cursor.` })
  class EdgeType {
    @Field({ description: 'Opaque; `after` continues behind it.' })
    cursor!: string;

    @Field(node)
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType {
    @Field(() => [EdgeType])
    edges!: EdgeType[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  return ConnectionType as Type<Connection<T>>;
}

/** What a store is asked for: `limit` rows behind the key `after` (one more than the page, to see whether there is more). */
export interface PageRequest {
  readonly limit: number;
  readonly after: readonly string[] | null;
}

/**
 * Cuts a page by keyset: `fetch` returns rows in the order of their keys, `keyOf` gives a row's key (the sort value, then the id).
 * Throws PageError for a page that cannot be.
 */
export async function paginate<Row, Node = Row>(
  args: PageArgs,
  fetch: (page: PageRequest) => Promise<readonly Row[]>,
  keyOf: (row: Row) => readonly string[],
  toNode: (row: Row) => Node,
): Promise<Connection<Node>> {
  const first = pageSize(args.first);
  const rows = await fetch({ limit: first + 1, after: args.after ? parseCursor(args.after) : null });
  const edges = rows.slice(0, first).map((row) => ({ cursor: renderCursor(keyOf(row)), node: toNode(row) }));
  const pageInfo = {
    hasNextPage: rows.length > first,
    hasPreviousPage: Boolean(args.after),
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE)
    throw new PageError(`first is ${size}: expected 1 to ${MAX_PAGE}. Read on with after.`);
  return size;
}

function renderCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function parseCursor(cursor: string): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length > 0 && key.every((part) => typeof part === 'string')) return key;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new PageError(`after is no cursor of this list: expected the endCursor of a page before.`);
}
