import { Readable } from 'node:stream';
import { Body, Controller, Logger, Post, Res, UseGuards } from '@nestjs/common';
import { newId } from '@weft/kernel';
import { CurrentPrincipal, HttpAuthGuard, type Principal } from '@weft/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { renderNdjson, renderQueryError } from '../domain/ndjson.js';
import { queryFailed, type QueryRefusal } from '../domain/query-outcome.js';
import { GovernedQueryService, type OpenQuery } from './governed-query.service.js';

const QueryBody = z.strictObject({
  sql: z.string().min(1).max(1_000_000),
  catalog: z.string().max(255).nullish(),
  schema: z.string().max(255).nullish(),
});

/** POST /v1/query: one SELECT, its rows as newline JSON at the reader's pace; a reader that leaves ends the query. */
@Controller('v1/query')
@UseGuards(HttpAuthGuard)
export class QueryController {
  private readonly logger = new Logger('Query');

  constructor(private readonly queries: GovernedQueryService) {}

  @Post()
  async query(@CurrentPrincipal() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const parsed = QueryBody.safeParse(body);
    if (!parsed.success) return refuse(reply, 400, queryFailed('BAD_USER_INPUT', z.prettifyError(parsed.error)));
    const opened = await this.queries.open(principal.name, parsed.data, leaving(reply));
    if (!opened.ok) return refuse(reply, statusOf(opened.error), opened.error);
    await reply.status(200).type('application/x-ndjson').send(this.linesOf(opened.value));
  }

  private linesOf({ stream, refusalOf }: OpenQuery): Readable {
    const lines = renderNdjson(stream, (error) => refusalOf(error).catch((fault: unknown) => this.report(fault)));
    return Readable.from(lines, { objectMode: false });
  }

  /** A fault of ours in the middle of a result: the reader gets a number to quote, the log gets the fault. */
  private report(error: unknown): QueryRefusal {
    const id = newId();
    this.logger.error({ err: error, correlationId: id }, 'A query failed');
    return queryFailed('INTERNAL', `Something went wrong on our side. Quote ${id} when you report it.`);
  }
}

async function refuse(reply: FastifyReply, status: number, refusal: QueryRefusal): Promise<void> {
  await reply.status(status).send(renderQueryError(refusal));
}

const UNAVAILABLE = new Set(['POLICY_UNAVAILABLE', 'ENGINE_UNAVAILABLE']);

function statusOf(refusal: QueryRefusal): number {
  if (refusal.kind === 'denied') return 403;
  return UNAVAILABLE.has(refusal.code) ? 503 : 400;
}

/** Aborts when the connection is closed before the answer is through. */
function leaving(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
