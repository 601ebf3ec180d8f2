import { eventKind, type NodeInfo } from './event-kind.js';
import { paint, pluralize, type Ui } from './ui.js';

export interface Message {
  readonly msg: string;
}

export interface Preview {
  readonly node_name: string;
  readonly is_inline: boolean;
  readonly output_format: string;
  readonly unique_id: string;
  readonly quiet: boolean;
}

export interface Totals {
  readonly num_errors: number;
  readonly num_warnings: number;
  readonly num_partial_success: number;
  readonly keyboard_interrupt: boolean;
}

export interface Ended {
  readonly resource_type: string;
  readonly node_name: string;
  readonly path: string;
  readonly node_info: NodeInfo;
}

export interface RunStats {
  readonly pass: number;
  readonly warn: number;
  readonly error: number;
  readonly skip: number;
  readonly noop: number;
  readonly total: number;
}

function previewWords(data: Preview, text: string, asJson: object, [inline, named]: readonly [string, string]): string {
  if (data.output_format === 'json')
    return ascii(JSON.stringify(data.is_inline ? asJson : { node: data.node_name, ...asJson }, null, 2));
  if (data.quiet) return text;
  return `${data.is_inline ? inline : named}\n${text}`;
}

/** Python's JSON has no other letters. */
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Numbers stay as they are written: 1.0 is no 1, and a long one loses nothing. */
function parseExactly(json: string): unknown {
  const exact = JSON as unknown as { rawJSON(text: string): unknown };
  const keep = (_: string, value: unknown, { source }: { source?: string }): unknown =>
    typeof value === 'number' && source !== undefined ? exact.rawJSON(source) : value;
  return JSON.parse(json, keep as (key: string, value: unknown) => unknown);
}

function summaryWords({ num_errors: errors, num_warnings: warnings, num_partial_success: partial, ...rest }: Totals, ui: Ui) {
  const warned = pluralize(warnings, 'warning');
  const partially = pluralize(partial, 'partial success', 'partial successes');
  if (rest.keyboard_interrupt) return paint(ui, 'yellow', 'Exited because of keyboard interrupt');
  if (errors > 0) return paint(ui, 'red', `Completed with ${pluralize(errors, 'error')}, ${partially}, and ${warned}:`);
  if (partial > 0) return paint(ui, 'yellow', `Completed with ${partially} and ${warned}`);
  if (warnings > 0) return paint(ui, 'yellow', `Completed with ${warned}:`);
  return paint(ui, 'green', 'Completed successfully');
}

/** What is said around the nodes: the start, the end, the failures and their details. */
export const RUN_EVENTS = {
  MainReportVersion: eventKind<{ readonly version: string; readonly log_version: number }>(
    'A001',
    'info',
    ({ version }) => `Running with dbt${version}`,
  ),
  MainReportArgs: eventKind<{ readonly args: object }>(
    'A002',
    'debug',
    ({ args }) => `running dbt with arguments ${JSON.stringify(args)}`,
  ),
  InvalidOptionYAML: eventKind<{ readonly option_name: string }>(
    'A008',
    'error',
    ({ option_name: name }) => `The YAML provided in the --${name} argument is not valid.`,
  ),
  AdapterRegistered: eventKind<{ readonly adapter_name: string; readonly adapter_version: string }>(
    'E034',
    'info',
    ({ adapter_name: name, adapter_version: version }) => `Registered adapter: ${name}${version}`,
  ),
  FoundStats: eventKind<{ readonly stat_line: string }>('W006', 'info', ({ stat_line: line }) => `Found ${line}`),
  DefaultSelector: eventKind<{ readonly name: string }>('Q023', 'info', ({ name }) => `Using default selector ${name}`),
  ConcurrencyLine: eventKind<{ readonly num_threads: number; readonly target_name: string; readonly node_count: number }>(
    'Q027',
    'info',
    ({ num_threads: threads, target_name: target }) => `Concurrency: ${threads} threads (target='${target}')`,
  ),
  NothingToDo: eventKind('Q035', 'warn', () => 'Nothing to do. Try checking your model configs and model specification args'),
  NoNodesSelected: eventKind('Q038', 'warn', () => 'No nodes selected!'),
  NoNodesForSelectionCriteria: eventKind<{ readonly spec_raw: string }>(
    'M030',
    'warn',
    ({ spec_raw: spec }) => `The selection criterion '${spec}' does not match any enabled nodes`,
  ),
  FinishedRunningStats: eventKind<{ readonly stat_line: string; readonly execution: string; readonly execution_time: number }>(
    'E047',
    'info',
    ({ stat_line: line, execution, execution_time: time }) => `Finished running ${line}${execution} (${time.toFixed(2)}s).`,
  ),
  EndOfRunSummary: eventKind<Totals>('Z030', 'info', summaryWords),
  EndRunResult: eventKind<{
    readonly results: readonly object[];
    readonly elapsed_time: number;
    readonly success: boolean;
    readonly generated_at: string;
  }>('Q037', 'debug', () => 'Command end result'),
  StatsLine: eventKind<{ readonly stats: RunStats }>(
    'Z023',
    'info',
    ({ stats: { pass, warn, error, skip, noop, total } }) =>
      `Done. PASS=${pass} WARN=${warn} ERROR=${error} SKIP=${skip} NO-OP=${noop} TOTAL=${total}`,
  ),
  RunResultWarning: eventKind<Ended>('Z021', 'warn', ({ resource_type: type, node_name: name, path }, ui) =>
    paint(ui, 'yellow', `Warning in ${type} ${name} (${path})`),
  ),
  RunResultFailure: eventKind<Ended>('Z022', 'error', ({ resource_type: type, node_name: name, path }, ui) =>
    paint(ui, 'red', `Failure in ${type} ${name} (${path})`),
  ),
  RunResultError: eventKind<Message>('Z024', 'error', ({ msg }) => `  ${msg}`),
  RunResultErrorNoMessage: eventKind<{ readonly status: string }>('Z025', 'error', ({ status }) => `  Status: ${status}`),
  RunResultWarningMessage: eventKind<Message>('Z046', 'warn', ({ msg }) => msg),
  SQLCompiledPath: eventKind<{ readonly path: string }>('Z026', 'info', ({ path }) => `  compiled code at ${path}`),
  CheckNodeTestFailure: eventKind<{ readonly relation_name: string }>('Z027', 'info', ({ relation_name: relation }) => {
    const query = `select * from ${relation}`;
    const border = '-'.repeat(query.length);
    return `  See test failures:\n  ${border}\n  ${query}\n  ${border}`;
  }),
  ShowNode: eventKind<Preview & { readonly preview: string }>('Q041', 'info', (data) => {
    const asJson = () => ({ show: parseExactly(data.preview) });
    return previewWords(data, data.preview, data.output_format === 'json' ? asJson() : {}, [
      'Previewing inline node:',
      `Previewing node '${data.node_name}':`,
    ]);
  }),
  CompiledNode: eventKind<Preview & { readonly compiled: string }>('Q042', 'info', (data) =>
    previewWords(data, data.compiled, { compiled: data.compiled }, [
      'Compiled inline node is:',
      `Compiled node '${data.node_name}' is:`,
    ]),
  ),
  ParseInlineNodeError: eventKind<{ readonly exc: string }>(
    'I069',
    'error',
    ({ exc }) => `Error while parsing node: inline_query\n${exc}`,
  ),
  SemanticValidationFailure: eventKind<Message>('I070', 'error', ({ msg }) => msg),
  RunningOperationCaughtError: eventKind<{ readonly exc: string }>(
    'Q001',
    'error',
    ({ exc }) => `Encountered an error while running operation: ${exc}`,
  ),
  RunningOperationUncaughtError: eventKind<{ readonly exc: string }>(
    'Q036',
    'error',
    ({ exc }) => `Encountered an error while running operation: ${exc}`,
  ),
  SeedHeader: eventKind<{ readonly header: string }>('Q004', 'info', ({ header }) => header),
  FreshnessCheckComplete: eventKind('Q003', 'info', () => 'Done.'),
  BuildingCatalog: eventKind('E044', 'info', () => 'Building catalog'),
  CannotGenerateDocs: eventKind('E043', 'info', () => 'compile failed, cannot generate docs'),
  WriteCatalogFailure: eventKind<{ readonly num_exceptions: number }>(
    'E041',
    'error',
    ({ num_exceptions: count }) => `dbt encountered ${pluralize(count, 'failure')} while writing the catalog`,
  ),
  CatalogWritten: eventKind<{ readonly path: string }>('E042', 'info', ({ path }) => `Catalog written to ${path}`),
  ArtifactWritten: eventKind<{ readonly artifact_type: string; readonly artifact_path: string }>(
    'P001',
    'debug',
    ({ artifact_type: type, artifact_path: path }) => `Wrote artifact ${type} to ${path}`,
  ),
  QueryCancelationUnsupported: eventKind<{ readonly type: string }>('Q026', 'info', ({ type }, ui) =>
    paint(ui, 'yellow', `The ${type} adapter does not support query cancellation. Some queries may still be running!`),
  ),
  WarnStateTargetEqual: eventKind<{ readonly state_path: string }>('I072', 'warn', ({ state_path: path }, ui) => {
    const risk = 'This could lead to missing changes due to overwritten state including non-idempotent retries.';
    return paint(ui, 'yellow', `Warning: The state and target directories are the same: '${path}'. ${risk}`);
  }),
  MainEncounteredError: eventKind<{ readonly exc: string }>('Z002', 'error', ({ exc }) => `Encountered an error:\n${exc}`),
  MainKeyboardInterrupt: eventKind('Z001', 'info', () => 'ctrl-c'),
  CommandCompleted: eventKind<{
    readonly command: string;
    readonly success: boolean;
    readonly completed_at: string;
    readonly elapsed: number;
  }>(
    'Q039',
    'debug',
    ({ command, success, completed_at: at, elapsed }) =>
      `Command \`${command}\` ${success ? 'succeeded' : 'failed'} at ${at.slice(11, 26)} after ${elapsed.toFixed(2)} seconds`,
  ),
} as const;
