import type { NodeSession } from '@weft/dbt';
import type { CompiledManifestNode, ManifestNode, ModelNode, SeedNode } from '../manifest-types.js';
import { describeNode, representationOf } from './describe-node.js';
import type { Executed, RunResult } from './node-result.js';
import type { Job, NodeRunner } from './node-runner.js';

/** Announces a node with `START ...`. */
export function announceStart(job: Job, description: string): void {
  const { index, total } = job;
  job.log.fire('LogStartLine', { description, index, total, node_info: job.state.info });
}

/** Calls the node's materialization and tells what its main statement answered. */
export async function materialize(node: ManifestNode, session: NodeSession): Promise<Executed> {
  const { response, load } = await session.runMaterialization(node);
  const table = node.resource_type === 'seed' ? (load('agate_table')?.table ?? undefined) : undefined;
  return { status: 'success', message: response._message, adapterResponse: response, ...(table ? { table } : {}) };
}

export class ModelRunner implements NodeRunner<ModelNode> {
  constructor(private readonly database: string) {}

  announce(job: Job<ModelNode>): void {
    announceStart(job, describeNode(job.node, this.database));
  }

  async compile({ node }: Job<ModelNode>, session: NodeSession): Promise<void> {
    await session.compile(node);
  }

  execute({ node }: Job<ModelNode>, session: NodeSession): Promise<Executed> {
    return materialize(node, session);
  }

  conclude(job: Job<ModelNode>, { status, message, executionTime }: RunResult): void {
    const { index, total, state, log } = job;
    const isError = status === 'error';
    const told = {
      description: describeNode(job.node, this.database),
      status: isError ? status : (message ?? ''),
      index,
      total,
      execution_time: executionTime,
      node_info: state.info,
    };
    log.fire('LogModelResult', told, isError ? 'error' : 'info');
  }
}

export class SnapshotRunner implements NodeRunner<CompiledManifestNode> {
  constructor(private readonly database: string) {}

  announce(job: Job<CompiledManifestNode>): void {
    announceStart(job, describeNode(job.node, this.database));
  }

  async compile({ node }: Job<CompiledManifestNode>, session: NodeSession): Promise<void> {
    await session.compile(node);
  }

  execute({ node }: Job<CompiledManifestNode>, session: NodeSession): Promise<Executed> {
    return materialize(node, session);
  }

  conclude(job: Job<CompiledManifestNode>, { status, message, executionTime }: RunResult): void {
    const { index, total, state, log, node } = job;
    const told = {
      description: representationOf(node, this.database),
      status,
      result_message: message ?? '',
      cfg: node.config,
      index,
      total,
      execution_time: executionTime,
      node_info: state.info,
    };
    log.fire('LogSnapshotResult', told, status === 'error' ? 'error' : 'info');
  }
}

export class SeedRunner implements NodeRunner<SeedNode> {
  constructor(private readonly database: string) {}

  announce(job: Job<SeedNode>): void {
    announceStart(job, describeNode(job.node, this.database));
  }

  execute({ node }: Job<SeedNode>, session: NodeSession): Promise<Executed> {
    return materialize(node, session);
  }

  conclude(job: Job<SeedNode>, { status, message, executionTime }: RunResult): void {
    const { index, total, state, log, node } = job;
    const told = {
      schema: node.schema,
      relation: node.alias,
      status,
      result_message: message ?? '',
      index,
      total,
      execution_time: executionTime,
      node_info: state.info,
    };
    log.fire('LogSeedResult', told, status === 'error' ? 'error' : 'info');
  }
}
