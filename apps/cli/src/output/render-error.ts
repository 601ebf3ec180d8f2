import { ClientError } from '@weft/client';
import { CliError, type ExitCode } from '../cli.errors.js';
import type { Colors } from './output.js';

interface RenderedError {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** What is wrong, where, and the next step, each on its line; and the exit code that belongs to it. */
export function renderError(error: unknown, colors: Colors): RenderedError {
  if (error instanceof CliError) return { text: renderCliError(error, colors), exitCode: error.exitCode };
  if (error instanceof ClientError) return renderClientError(error, colors);
  const message = error instanceof Error ? error.message : String(error);
  const head = `${colors.red('Error')}: ${message}`;
  return { text: `${head}\n  next: this is a defect of the command; report it with the line above`, exitCode: 2 };
}

function renderCliError(error: CliError, colors: Colors): string {
  const { where, nextStep } = error.details;
  return renderLines(`${colors.red('Error')}: ${error.message}`, { where, nextStep });
}

function renderClientError(error: ClientError, colors: Colors): RenderedError {
  const { line, column, reason, nextStep } = error.details;
  const where = line === undefined ? undefined : `line ${line}${column === undefined ? '' : `, column ${column}`}`;
  const next = nextStep ?? NEXT_STEPS[error.code];
  const head = `${colors.red('Error')} ${error.code}: ${error.message}`;
  const text = renderLines(head, { reason: reason === error.message ? undefined : reason, where, nextStep: next });
  return { text, exitCode: UNHANDLED.has(error.code) ? 2 : 1 };
}

const UNHANDLED = new Set(['UNREACHABLE', 'CANCELLED', 'BAD_ANSWER']);

const NEXT_STEPS: Readonly<Record<string, string>> = {
  UNREACHABLE: 'start Weft with npm start, or name another with --url',
  UNAUTHENTICATED:
    'choose a user with --as NAME, or sign in with npx weft login NAME --token-stdin; sample tokens change at each start',
  BAD_ANSWER: 'look at the log of the server, or name another with --url',
};

function renderLines(
  head: string,
  parts: { reason?: string | undefined; where?: string | undefined; nextStep?: string | undefined },
): string {
  const { reason, where, nextStep } = parts;
  const line = (name: string, text: string | undefined) => (text ? `\n  ${name}: ${text}` : '');
  return `${head}${line('why', reason)}${line('where', where)}${line('next', nextStep)}`;
}
