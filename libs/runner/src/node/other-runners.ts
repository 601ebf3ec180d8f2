import type { NodeSession } from '@weft/dbt';
import type { CompiledManifestNode, FunctionNode, ManifestNode, ResultNode } from '../manifest-types.js';
import { describeNode } from './describe-node.js';
import { announceStart } from './model-runner.js';
import type { Executed, RunResult } from './node-result.js';
import type { Job, NodeRunner } from './node-runner.js';

/** Exposures and saved queries: there is nothing to do, and dbt says so. */
export class NoOpRunner implements NodeRunner {
  execute(): Promise<Executed> {
    return Promise.resolve({ status: 'no-op', message: 'NO-OP', failures: 0 });
  }

  conclude(job: Job, { executionTime }: RunResult): void {
    const { index, total, node, state } = job;
    const told = { description: describeNode(node, ''), index, total, execution_time: executionTime, node_info: state.info };
    job.log.fire('LogNodeNoOpResult', told);
  }
}

/** Only compiles; seeds have nothing to compile. */
export class CompileRunner implements NodeRunner {
  async compile({ node }: Job, session: NodeSession): Promise<void> {
    if (isCompiled(node)) await session.compile(node);
  }

  execute(): Promise<Executed> {
    return Promise.resolve({ status: 'success', message: null });
  }
}

export class FunctionRunner implements NodeRunner<FunctionNode> {
  constructor(private readonly database: string) {}

  announce(job: Job<FunctionNode>): void {
    announceStart(job, describeNode(job.node, this.database));
  }

  async compile({ node }: Job<FunctionNode>, session: NodeSession): Promise<void> {
    await session.compile(node);
  }

  async execute({ node }: Job<FunctionNode>, session: NodeSession): Promise<Executed> {
    const { response } = await session.runMaterialization(node);
    return { status: 'success', message: response._message, adapterResponse: response };
  }

  conclude(job: Job<FunctionNode>, { status, executionTime }: RunResult): void {
    const { index, total, node, state, log } = job;
    const told = {
      description: describeNode(node, this.database),
      status,
      index,
      total,
      execution_time: executionTime,
      node_info: state.info,
    };
    log.fire('LogFunctionResult', told, status === 'error' ? 'error' : 'info');
  }
}

/** Makes a relation here out of the one that the state's manifest has. */
export class CloneRunner implements NodeRunner<ManifestNode> {
  async execute({ node }: Job<ManifestNode>, session: NodeSession): Promise<Executed> {
    const result = await session.runMaterialization(node, { materialization: 'clone' });
    const main = result.load('main');
    return { status: 'success', message: main ? main.response._message : 'No-op', adapterResponse: main?.response ?? {} };
  }
}

/** Asks for some rows of what a node would give; nothing is built. */
export class ShowRunner implements NodeRunner<CompiledManifestNode> {
  readonly runsEphemeral = true;

  constructor(private readonly limit: number | null) {}

  async compile({ node }: Job<CompiledManifestNode>, session: NodeSession): Promise<void> {
    await session.compile(node);
  }

  async execute({ node }: Job<CompiledManifestNode>, session: NodeSession): Promise<Executed> {
    const context = session.context(node);
    const config = node.config as Readonly<Record<string, unknown>>;
    const sql = await session.callMacro('get_show_sql', {
      context,
      args: [node.compiled_code ?? '', config['sql_header'] ?? null, this.limit],
    });
    node.compiled_code = String(sql);
    const { response, table } = await session.adapter.execute(node.compiled_code, { fetch: true });
    const whole = { code: null, rows_affected: null, query_id: null, ...response };
    return { status: 'success', message: null, adapterResponse: whole, table };
  }
}

function isCompiled(node: ResultNode): node is CompiledManifestNode {
  return 'raw_code' in node && node.resource_type !== 'seed';
}
