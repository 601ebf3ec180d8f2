import type { CommandSpec } from '../command-spec.js';
import { SERVER_OPTIONS } from '../options.js';

const NAME = { name: '<name>', description: 'the principal that the token belongs to' };
const URL_OPTION = { flags: '--url <url>', description: 'the server (else WEFT_URL, else the Weft that runs in WEFT_HOME)' };

/** The verbs that say which Weft is asked, and as whom. */
export const SIGN_IN_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'login',
    summary: 'Keep a token for a server, so that --as NAME finds it.',
    example: 'printf %s "$TOKEN" | npx weft login ana --token-stdin --url https://weft.example.org',
    arguments: [NAME],
    options: [{ flags: '--token-stdin', description: 'read the token from standard input' }, URL_OPTION],
    load: async () => (await import('./login.js')).login,
  },
  {
    name: 'logout',
    summary: 'Forget a token that weft login kept.',
    example: 'npx weft logout ana --url https://weft.example.org',
    arguments: [NAME],
    options: [URL_OPTION],
    load: async () => (await import('./logout.js')).logout,
  },
  {
    name: 'status',
    summary: 'Say which Weft is found, whether it answers, and who you are to it.',
    example: 'npx weft status --as ana',
    options: SERVER_OPTIONS,
    load: async () => (await import('./status.js')).status,
  },
];
