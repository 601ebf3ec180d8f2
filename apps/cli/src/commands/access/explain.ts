import { ExplainAccessDocument } from '@weft/client';
import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import { connect, type ServerOptions } from '../../server/connect.js';

interface ExplainOptions extends ServerOptions {
  readonly principal?: string;
}

/** `weft explain RELATION [--principal NAME]`: ends with 1 where the answer is no. */
export async function explain(cli: Cli, args: readonly string[], options: ExplainOptions): Promise<ExitCode> {
  const variables = { relation: args[0] ?? '', ...(options.principal ? { principal: options.principal } : {}) };
  const { explainAccess } = await connect(cli, options).request(ExplainAccessDocument, variables, cli.signal);
  const { allow, reasonCode, reason, nextStep, grantId } = explainAccess;
  const { green, red } = cli.out.colors;
  await cli.out.line(`${allow ? green('Allowed') : red('Denied')} (${reasonCode}): ${reason}`);
  if (grantId !== null) await cli.out.line(`  grant: ${grantId}`);
  if (nextStep !== null) await cli.out.line(`  next: ${nextStep}`);
  return allow ? 0 : 1;
}
