import { InvalidArgumentError } from 'commander';
import type { OptionSpec } from './command-spec.js';

/** The options of every command that asks a server. */
export const SERVER_OPTIONS: readonly OptionSpec[] = [
  { flags: '--as <name>', description: "ask with NAME's token: a sample user's, or one kept by weft login (else WEFT_TOKEN)" },
  { flags: '--url <url>', description: 'the server (else WEFT_URL, else the Weft that runs in WEFT_HOME)' },
];

export const LIST_FORMAT: OptionSpec = {
  flags: '--format <format>',
  description: 'how to print',
  choices: ['table', 'csv', 'json'],
  byDefault: 'table',
};

/** A whole number of at least 1. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a whole number of at least 1');
  return Number(text);
}
