import type { ArgumentSpec, CommandSpec, OptionSpec } from '../command-spec.js';
import { LIST_FORMAT, parseCount, SERVER_OPTIONS } from '../options.js';

const RELATION: ArgumentSpec = { name: '<relation>', description: 'catalog.schema.table' };
const REQUEST: ArgumentSpec = { name: '<request>', description: 'the id that weft request and weft requests print' };
const COMMENT = '--comment <text>';
const DAYS: OptionSpec = { flags: '--days <n>', description: 'for how many days', parse: parseCount };

/** The verbs of access: ask, decide, end, explain. */
export const ACCESS_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'request',
    summary: 'Ask for access to a relation.',
    example: 'npx weft request insights.default.dim_customers --as ana --reason "Spring campaign" --days 30',
    arguments: [RELATION],
    options: [
      { flags: '--reason <text>', description: 'what the data are for' },
      DAYS,
      { flags: '--columns <name...>', description: 'only these columns' },
      ...SERVER_OPTIONS,
    ],
    load: async () => (await import('./request.js')).request,
  },
  {
    name: 'requests',
    summary: 'List access requests: your own, or those that wait for you.',
    example: 'npx weft requests --to-decide --as ines',
    options: [
      { flags: '--to-decide', description: 'those that you may decide' },
      { flags: '--all', description: 'all that you may see' },
      LIST_FORMAT,
      ...SERVER_OPTIONS,
    ],
    load: async () => (await import('./requests.js')).requests,
  },
  {
    name: 'approve',
    summary: 'Approve an access request.',
    example: 'npx weft approve REQUEST --days 30 --as ines',
    arguments: [REQUEST],
    options: [DAYS, { flags: COMMENT, description: 'a word to the one who asked' }, ...SERVER_OPTIONS],
    load: async () => (await import('./decide.js')).approve,
  },
  {
    name: 'deny',
    summary: 'Deny an access request.',
    example: 'npx weft deny REQUEST --comment "Use the aggregated port" --as ines',
    arguments: [REQUEST],
    options: [{ flags: COMMENT, description: 'why' }, ...SERVER_OPTIONS],
    load: async () => (await import('./decide.js')).deny,
  },
  {
    name: 'cancel',
    summary: 'Take back your own access request, or stop a run.',
    example: 'npx weft cancel REQUEST --as ana',
    arguments: [{ name: '<id>', description: 'the id of the request or of the run' }],
    options: SERVER_OPTIONS,
    load: async () => (await import('./cancel.js')).cancel,
  },
  {
    name: 'revoke',
    summary: 'End the access of somebody to a relation.',
    example: 'npx weft revoke ana insights.default.dim_customers --comment "Campaign is over" --as ines',
    arguments: [{ name: '<principal>', description: 'whose access' }, RELATION],
    options: [{ flags: COMMENT, description: 'why' }, ...SERVER_OPTIONS],
    load: async () => (await import('./decide.js')).revoke,
  },
  {
    name: 'explain',
    summary: 'Say whether a relation may be read, why, and what to do next.',
    example: 'npx weft explain insights.default.fct_orders --as ana',
    arguments: [RELATION],
    options: [{ flags: '--principal <name>', description: 'somebody else (for owners of the domain)' }, ...SERVER_OPTIONS],
    load: async () => (await import('./explain.js')).explain,
  },
];
