import { eventKind, type NodeInfo } from './event-kind.js';
import { fancyLine, paint, type Ui, type UiColor } from './ui.js';

export interface OfNode {
  readonly node_info: NodeInfo;
}

export interface Placed extends OfNode {
  readonly index: number;
  readonly total: number;
}

export interface Ended extends Placed {
  readonly description: string;
  readonly status: string;
  readonly execution_time: number;
}

function ended(ui: Ui, data: Ended, info: string, status: string): string {
  const { index, total, execution_time: time, description } = data;
  return fancyLine(ui, { message: `${info} ${description}`, status, index, total, time });
}

const TEST_WORDS: Readonly<Record<string, readonly [string, UiColor]>> = {
  error: ['ERROR', 'red'],
  pass: ['PASS', 'green'],
  warn: ['WARN', 'yellow'],
};

const FRESHNESS_WORDS: Readonly<Record<string, readonly [string, UiColor]>> = {
  'runtime error': ['ERROR', 'red'],
  error: ['ERROR STALE', 'red'],
  warn: ['WARN', 'yellow'],
};

function testWords(status: string, failures: number): readonly [string, UiColor] {
  const [word, color] = TEST_WORDS[status] ?? ['FAIL', 'red'];
  return [word === 'WARN' || word === 'FAIL' ? `${word} ${failures}` : word, color];
}

/** What is said while one node runs. */
export const NODE_EVENTS = {
  LogTestResult: eventKind<
    Omit<Ended, 'description' | 'total'> & { readonly name: string; readonly num_models: number; readonly num_failures: number }
  >('Q007', 'info', (data, ui) => {
    const [info, color] = testWords(data.status, data.num_failures);
    return ended(ui, { ...data, total: data.num_models, description: data.name }, info, paint(ui, color, info));
  }),
  LogStartLine: eventKind<Placed & { readonly description: string }>('Q011', 'info', ({ description, index, total }, ui) =>
    fancyLine(ui, { message: `START ${description}`, status: 'RUN', index, total }),
  ),
  LogModelResult: eventKind<Ended>('Q012', 'info', (data, ui) => {
    const { status } = data;
    if (status === 'error') return ended(ui, data, 'ERROR creating', paint(ui, 'red', 'ERROR'));
    if (status.includes('PARTIAL SUCCESS')) return ended(ui, data, 'PARTIALLY created', paint(ui, 'yellow', status));
    return ended(ui, data, 'OK created', paint(ui, 'green', status));
  }),
  LogSnapshotResult: eventKind<Ended & { readonly cfg: object; readonly result_message: string }>('Q015', 'info', (data, ui) =>
    data.status === 'error'
      ? ended(ui, data, 'ERROR snapshotting', paint(ui, 'red', 'ERROR'))
      : ended(ui, data, 'OK snapshotted', paint(ui, 'green', data.result_message)),
  ),
  LogSeedResult: eventKind<
    Omit<Ended, 'description'> & { readonly schema: string; readonly relation: string; readonly result_message: string }
  >('Q016', 'info', (data, ui) => {
    const of = { ...data, description: `seed file ${data.schema}.${data.relation}` };
    return data.status === 'error'
      ? ended(ui, of, 'ERROR loading', paint(ui, 'red', 'ERROR'))
      : ended(ui, of, 'OK loaded', paint(ui, 'green', data.result_message));
  }),
  LogFreshnessResult: eventKind<Omit<Ended, 'description'> & { readonly source_name: string; readonly table_name: string }>(
    'Q018',
    'info',
    (data, ui) => {
      const [info, color] = FRESHNESS_WORDS[data.status] ?? ['PASS', 'green'];
      const description = `freshness of ${data.source_name}.${data.table_name}`;
      return ended(ui, { ...data, description }, info, paint(ui, color, info));
    },
  ),
  LogNodeNoOpResult: eventKind<Omit<Ended, 'status'>>('Q019', 'info', (data, ui) =>
    ended(ui, { ...data, status: 'no-op' }, 'NO-OP', paint(ui, 'yellow', 'NO-OP')),
  ),
  LogFunctionResult: eventKind<Ended>('Q047', 'info', (data, ui) => {
    if (data.status === 'error') return ended(ui, data, 'ERROR creating', paint(ui, 'red', 'ERROR'));
    if (data.status === 'skipped') return ended(ui, data, 'SKIP', paint(ui, 'yellow', 'SKIPPED'));
    return ended(ui, data, 'OK created', paint(ui, 'green', data.status.toUpperCase()));
  }),
  LogStartBatch: eventKind<
    OfNode & { readonly description: string; readonly batch_index: number; readonly total_batches: number }
  >(
    'Q045',
    'info',
    ({ description, batch_index: index, total_batches: total }, ui) =>
      `Batch ${fancyLine(ui, { message: `START ${description}`, status: 'RUN', index, total })}`,
  ),
  LogBatchResult: eventKind<Omit<Ended, 'index' | 'total'> & { readonly batch_index: number; readonly total_batches: number }>(
    'Q046',
    'info',
    (data, ui) => {
      const of = { ...data, index: data.batch_index, total: data.total_batches };
      if (data.status === 'error') return `Batch ${ended(ui, of, 'ERROR creating', paint(ui, 'red', 'ERROR'))}`;
      if (data.status === 'skipped') return `Batch ${ended(ui, of, 'SKIP', paint(ui, 'yellow', 'SKIPPED'))}`;
      return `Batch ${ended(ui, of, 'OK created', paint(ui, 'green', data.status))}`;
    },
  ),
  MicrobatchExecutionDebug: eventKind<{ readonly msg: string }>('Q044', 'debug', ({ msg }) => msg),
  SkippingDetails: eventKind<Placed & { readonly resource_type: string; readonly schema: string; readonly node_name: string }>(
    'Q034',
    'info',
    ({ resource_type: type, schema, node_name: name, index, total }, ui) => {
      const what = ['model', 'seed', 'snapshot'].includes(type) ? `relation ${schema}.${name}` : `${type} ${name}`;
      return fancyLine(ui, { message: `SKIP ${what}`, status: paint(ui, 'yellow', 'SKIP'), index, total });
    },
  ),
  LogSkipBecauseError: eventKind<
    Omit<Placed, 'node_info'> & { readonly schema: string; readonly relation: string; readonly status: string }
  >('Z034', 'error', ({ schema, relation, status, index, total }, ui) => {
    const message = `SKIP relation ${schema}.${relation} due to ephemeral model status '${status}'`;
    return fancyLine(ui, { message, status: paint(ui, 'red', 'ERROR SKIP'), index, total });
  }),
  LogHookStartLine: eventKind<Placed & { readonly statement: string }>('Q032', 'info', ({ statement, index, total }, ui) =>
    fancyLine(ui, { message: `START hook: ${statement}`, status: 'RUN', index, total, truncate: true }),
  ),
  LogHookEndLine: eventKind<Placed & { readonly statement: string; readonly status: string; readonly execution_time: number }>(
    'Q033',
    'info',
    ({ statement, status, index, total, execution_time: time }, ui) => {
      const [info, color] =
        status === 'success'
          ? (['OK', 'green'] as const)
          : status === 'skipped'
            ? (['SKIP', 'yellow'] as const)
            : (['ERROR', 'red'] as const);
      return fancyLine(ui, {
        message: `${info} hook: ${statement}`,
        status: paint(ui, color, info),
        index,
        total,
        time,
        truncate: true,
      });
    },
  ),
  LogCancelLine: eventKind<{ readonly conn_name: string }>('Q022', 'error', ({ conn_name: name }, ui) =>
    fancyLine(ui, { message: `CANCEL query ${name}`, status: paint(ui, 'red', 'CANCEL') }),
  ),
  NodeStart: eventKind<OfNode>('Q024', 'debug', ({ node_info: node }) => `Began running node ${node.unique_id}`),
  NodeFinished: eventKind<OfNode & { readonly run_result: object }>(
    'Q025',
    'debug',
    ({ node_info: node }) => `Finished running node ${node.unique_id}`,
  ),
  NodeCompiling: eventKind<OfNode>('Q030', 'debug', ({ node_info: node }) => `Began compiling node ${node.unique_id}`),
  NodeExecuting: eventKind<OfNode>('Q031', 'debug', ({ node_info: node }) => `Began executing node ${node.unique_id}`),
  WritingInjectedSQLForNode: eventKind<OfNode>(
    'Q029',
    'debug',
    ({ node_info: node }) => `Writing injected SQL for node "${node.unique_id}"`,
  ),
  CatchableExceptionOnRun: eventKind<OfNode & { readonly exc: string }>('W002', 'debug', ({ exc }) => exc),
  GenericExceptionOnRun: eventKind<{ readonly unique_id: string; readonly exc: string; readonly build_path?: string | null }>(
    'W004',
    'error',
    ({ unique_id: id, exc, build_path: path }, ui) =>
      `${paint(ui, 'red', `Unhandled error while executing ${path ?? id}`)}\n${exc.trim()}`,
  ),
  NewConnection: eventKind<{ readonly conn_type: string; readonly conn_name: string }>(
    'E005',
    'debug',
    ({ conn_type: type, conn_name: name }) => `Acquiring new ${type} connection '${name}'`,
  ),
  ConnectionReused: eventKind<{ readonly conn_name: string; readonly orig_conn_name: string }>(
    'E006',
    'debug',
    ({ conn_name: name, orig_conn_name: before }) =>
      `Re-using an available connection from the pool (formerly ${before}, now ${name})`,
  ),
  MarkSkippedChildren: eventKind<{
    readonly unique_id: string;
    readonly status: string;
    readonly run_result: { readonly message: string };
  }>(
    'Z033',
    'debug',
    ({ unique_id: id, status, run_result: { message } }) =>
      `Marking all children of '${id}' to be skipped because of status '${status}'. ${message ? ` Reason: ${message}.` : ''}`,
  ),
} as const;
