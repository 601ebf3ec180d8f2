import type { CommandSpec } from '../command-spec.js';
import { LIST_FORMAT, LOCAL_OPTIONS, parseCount, PROJECT_OPTIONS, SERVER_OPTIONS } from '../options.js';

const PROJECT = 'examples/jaffle-mesh/insights';
const RUN_OPTIONS = [
  ...PROJECT_OPTIONS,
  ...LOCAL_OPTIONS,
  { flags: '--threads <n>', description: 'how many nodes at once', parse: parseCount },
  ...SERVER_OPTIONS,
];
const RUN_ID = { name: '<run>', description: 'the id that weft run and weft runs list print' };

/** dbt's verbs on a project, and the runs of the mesh. */
export const PROJECT_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'run',
    summary: 'Run the models of a project.',
    example: `npx weft run --project-dir ${PROJECT} --as ines`,
    options: RUN_OPTIONS,
    load: async () => (await import('./run.js')).run,
  },
  {
    name: 'test',
    summary: 'Run the tests of a project.',
    example: `npx weft test --project-dir ${PROJECT} --select dim_customers --as ines`,
    options: RUN_OPTIONS,
    load: async () => (await import('./run.js')).test,
  },
  {
    name: 'build',
    summary: 'Run the models and tests of a project, each test after what it tests.',
    example: `npx weft build --project-dir ${PROJECT} --select +fct_orders --as ines`,
    options: RUN_OPTIONS,
    load: async () => (await import('./run.js')).build,
  },
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
