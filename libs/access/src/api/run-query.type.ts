import { createUnionType, Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { EngineColumn, EngineValue } from '@weft/engine';
import type { QueryRefusal } from '../domain/query-outcome.js';
import { JsonScalar } from './json.scalar.js';

export const MOST_ROWS = 1_000;

@InputType({ description: "One SELECT in Trino's SQL." })
export class RunQueryInput {
  @Field()
  sql!: string;

  @Field(() => String, { nullable: true, description: 'Completes names of fewer than three parts.' })
  catalog?: string | null;

  @Field(() => String, { nullable: true, description: 'Completes names of one part.' })
  schema?: string | null;

  @Field(() => Int, { nullable: true, description: `From 1 to ${MOST_ROWS}; ${MOST_ROWS} where it is not said.` })
  maxRows?: number | null;
}

@ObjectType()
export class ResultColumn {
  @Field()
  name!: string;

  @Field({ description: 'As Trino writes it: bigint, varchar(10), decimal(12,2).' })
  type!: string;
}

@ObjectType({ description: 'The rows of a query, cut where there are more than asked for.' })
export class RunQueryResult {
  @Field(() => [ResultColumn])
  columns!: ResultColumn[];

  @Field(() => [[JsonScalar]], { nullable: 'items', description: 'A list a row, in the order of the columns.' })
  rows!: EngineValue[][];

  @Field({ description: 'There were more rows than these: read them all with POST /v1/query.' })
  truncated!: boolean;

  @Field()
  queryId!: string;

  static of(columns: readonly EngineColumn[], rows: EngineValue[][], truncated: boolean, queryId: string): RunQueryResult {
    return Object.assign(new RunQueryResult(), { columns: [...columns], rows, truncated, queryId });
  }
}

@ObjectType({ description: 'The policy said no. A relation that is missing and one that one may not see look the same.' })
export class AccessDenied {
  @Field()
  code!: string;

  @Field()
  message!: string;

  @Field()
  reason!: string;

  @Field(() => String, { nullable: true })
  nextStep!: string | null;

  @Field(() => String, { nullable: true })
  relation!: string | null;
}

@ObjectType({ description: 'The statement cannot be run, or the engine failed at it.' })
export class QueryFailed {
  @Field()
  code!: string;

  @Field()
  message!: string;

  @Field(() => Int, { nullable: true, description: 'From 1, in the statement.' })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: 'From 1, in the statement.' })
  column!: number | null;
}

export const RunQueryPayload = createUnionType({
  name: 'RunQueryPayload',
  types: () => [RunQueryResult, AccessDenied, QueryFailed] as const,
});

export function refusalPayloadOf({ kind, ...fields }: QueryRefusal): AccessDenied | QueryFailed {
  return kind === 'denied' ? Object.assign(new AccessDenied(), fields) : Object.assign(new QueryFailed(), fields);
}
