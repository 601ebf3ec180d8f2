import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { EngineValue } from '@weft/engine';
import { CurrentPrincipal, type Principal } from '@weft/platform';
import { queryFailed } from '../domain/query-outcome.js';
import { GovernedQueryService, type OpenQuery } from './governed-query.service.js';
import { MOST_ROWS, refusalPayloadOf, RunQueryInput, RunQueryPayload, RunQueryResult } from './run-query.type.js';

/** A governed query with a small result, for those who speak GraphQL. */
@Resolver()
export class RunQueryResolver {
  constructor(private readonly queries: GovernedQueryService) {}

  @Mutation(() => RunQueryPayload, { description: `Runs one SELECT as the token's principal; ${MOST_ROWS} rows at most.` })
  async runQuery(@CurrentPrincipal() principal: Principal, @Args('input') input: RunQueryInput): Promise<typeof RunQueryPayload> {
    const most = input.maxRows ?? MOST_ROWS;
    if (most < 1 || most > MOST_ROWS) {
      return refusalPayloadOf(queryFailed('BAD_USER_INPUT', `maxRows is ${most}: expected 1 to ${MOST_ROWS}.`));
    }
    const opened = await this.queries.open(principal.name, input, new AbortController().signal);
    return opened.ok ? readSome(opened.value, most) : refusalPayloadOf(opened.error);
  }
}

/** Reads up to `most` rows; leaving the loop ends the query in the engine. */
async function readSome({ stream, refusalOf }: OpenQuery, most: number): Promise<typeof RunQueryPayload> {
  const rows: EngineValue[][] = [];
  try {
    for await (const row of stream) {
      if (rows.length === most) return RunQueryResult.of(stream.columns, rows, true, stream.queryId);
      rows.push([...row]);
    }
  } catch (error) {
    return refusalPayloadOf(await refusalOf(error));
  }
  return RunQueryResult.of(stream.columns, rows, false, stream.queryId);
}
