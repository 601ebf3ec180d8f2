import type { CommandSpec } from '../command-spec.js';
import { LIST_FORMAT, parseCount, SERVER_OPTIONS } from '../options.js';

const RUN_ID = { name: '<run>', description: 'the id that weft run and weft runs list print' };

/** The runs of the mesh. */
export const RUNS_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'runs',
    summary: 'Look at the runs of the mesh.',
    example: 'npx weft runs list --as ines',
    subcommands: [
      {
        name: 'list',
        summary: 'List runs, the newest first.',
        example: 'npx weft runs list --project insights --as ines',
        options: [
          { flags: '--project <name>', description: 'only of this project' },
          { flags: '--limit <n>', description: 'at most N', parse: parseCount, byDefault: 20 },
          LIST_FORMAT,
          ...SERVER_OPTIONS,
        ],
        load: async () => (await import('./runs-list.js')).listRuns,
      },
      {
        name: 'show',
        summary: 'Show a run and its nodes; one that still runs is followed to its end.',
        example: 'npx weft runs show RUN --as ines',
        arguments: [RUN_ID],
        options: SERVER_OPTIONS,
        load: async () => (await import('./runs-show.js')).showRun,
      },
      {
        name: 'logs',
        summary: 'Print the log of a run.',
        example: 'npx weft runs logs RUN --as ines',
        arguments: [RUN_ID],
        options: SERVER_OPTIONS,
        load: async () => (await import('./runs-logs.js')).printLogs,
      },
    ],
  },
];
