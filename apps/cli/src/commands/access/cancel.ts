import { CancelAccessRequestDocument, CancelRunDocument } from '@weft/client';
import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import { connect, type ServerOptions } from '../../server/connect.js';
import { expectPayload } from '../../server/payload.js';

/** `weft cancel ID`: the id says whether it is a request or a run; the server looks for both. */
export async function cancel(cli: Cli, args: readonly string[], options: ServerOptions): Promise<ExitCode> {
  const input = { id: args[0] ?? '' };
  const client = connect(cli, options);
  const { cancelRun } = await client.request(CancelRunDocument, { input }, cli.signal);
  if (cancelRun.__typename !== 'NotFound') {
    const { run } = expectPayload(cancelRun, 'CancelRunResult');
    await cli.out.line(`The run of ${run.project} is asked to stop; it is ${run.status.toLowerCase()} now.`);
    return 0;
  }
  const answer = await client.request(CancelAccessRequestDocument, { input }, cli.signal);
  const { request } = expectPayload(answer.cancelAccessRequest, 'DecideAccessRequestResult');
  await cli.out.line(`Taken back: the request of ${request.principal} for ${request.relation}.`);
  return 0;
}
