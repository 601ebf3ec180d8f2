import { callable, type Callable, Float, HostObject } from '@weft/jinja';
import type { ResultNode } from '../manifest-types.js';
import type { RunResult } from '../node/node-result.js';
import { TimingObject } from './timing-object.js';

/** A result as `results` in on-run-end hooks has it. */
export class ResultObject extends HostObject {
  constructor(private readonly result: RunResult) {
    super();
  }

  attribute(name: string): unknown {
    const { result } = this;
    switch (name) {
      case 'node':
        return withToDict(result.node);
      case 'status':
      case 'message':
      case 'failures':
        return result[name];
      case 'timing':
        return result.timing.map((timing) => new TimingObject(timing));
      case 'thread_id':
        return result.threadId;
      case 'execution_time':
        return new Float(result.executionTime);
      case 'adapter_response':
        return result.adapterResponse;
      case 'batch_results':
        return result.batchResults;
      case 'agate_table':
        return result.table ?? null;
      case 'skipped':
        return result.status === 'skipped';
      case 'to_dict':
        return this.toDict();
      default:
        return undefined;
    }
  }

  toString(): string {
    const { status, node } = this.result;
    return `RunResult(status=<RunStatus.${status}>, node=${node.unique_id})`;
  }

  private toDict(): Callable {
    const { status, timing, threadId, executionTime, adapterResponse, message, failures, batchResults, node, table } =
      this.result;
    return callable('to_dict', () => ({
      status,
      timing,
      thread_id: threadId,
      execution_time: new Float(executionTime),
      adapter_response: adapterResponse,
      message,
      failures,
      batch_results: batchResults,
      node,
      agate_table: table ?? null,
    }));
  }
}

/** A node that is a dictionary to templates, and has the method of dbt's objects that makes one. */
function withToDict(node: ResultNode): object {
  const toDict = callable('to_dict', (_args, kwargs) =>
    kwargs.get('omit_none') === true
      ? Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null))
      : { ...node },
  );
  return Object.defineProperty({ ...node }, 'to_dict', { value: toDict });
}
