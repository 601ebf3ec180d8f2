import {
  type AccessRequestFieldsFragment,
  ApproveAccessRequestDocument,
  DenyAccessRequestDocument,
  RevokeAccessDocument,
} from '@weft/client';
import type { Cli } from '../../cli.js';
import { CliError, type ExitCode } from '../../cli.errors.js';
import { renderTime } from '../../output/time.util.js';
import { connect, type ServerOptions } from '../../server/connect.js';
import { expectPayload } from '../../server/payload.js';

interface DecideOptions extends ServerOptions {
  readonly days?: number;
  readonly comment?: string;
}

/** `weft approve REQUEST [--days N]` */
export async function approve(cli: Cli, args: readonly string[], options: DecideOptions): Promise<ExitCode> {
  const { days, comment } = options;
  const input = { id: args[0] ?? '', ...(days === undefined ? {} : { durationDays: days }), ...(comment ? { comment } : {}) };
  const answer = await connect(cli, options).request(ApproveAccessRequestDocument, { input }, cli.signal);
  const { request } = expectPayload(answer.approveAccessRequest, 'DecideAccessRequestResult');
  const until = request.validTo === null ? '' : ` until ${renderTime(request.validTo)}`;
  return say(cli, 'Approved', request, until);
}

/** `weft deny REQUEST --comment TEXT` */
export async function deny(cli: Cli, args: readonly string[], options: DecideOptions): Promise<ExitCode> {
  const input = { id: args[0] ?? '', comment: getComment(options) };
  const answer = await connect(cli, options).request(DenyAccessRequestDocument, { input }, cli.signal);
  return say(cli, 'Denied', expectPayload(answer.denyAccessRequest, 'DecideAccessRequestResult').request);
}

/** `weft revoke PRINCIPAL RELATION --comment TEXT` */
export async function revoke(cli: Cli, args: readonly string[], options: DecideOptions): Promise<ExitCode> {
  const input = { principal: args[0] ?? '', relation: args[1] ?? '', comment: getComment(options) };
  const answer = await connect(cli, options).request(RevokeAccessDocument, { input }, cli.signal);
  return say(cli, 'Revoked', expectPayload(answer.revokeAccess, 'DecideAccessRequestResult').request);
}

/** Whoever loses something is told why. */
function getComment({ comment = '' }: DecideOptions): string {
  if (comment.trim() !== '') return comment;
  throw new CliError('a reason is needed', { nextStep: 'add --comment "why"' });
}

async function say(cli: Cli, done: string, request: AccessRequestFieldsFragment, more = ''): Promise<ExitCode> {
  await cli.out.line(`${cli.out.colors.green(done)}: ${request.principal} on ${request.relation}${more}.`);
  return 0;
}
