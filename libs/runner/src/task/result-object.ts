import { callable, type Callable, Float, HostObject } from '@weft/jinja';
import { buildRunResult } from '../artifacts/dbt-run-results.js';
import type { RunResult } from '../node/node-result.js';

/** A result as `results` in on-run-end hooks has it. */
export class ResultObject extends HostObject {
  constructor(private readonly result: RunResult) {
    super();
  }

  attribute(name: string): unknown {
    const { result } = this;
    switch (name) {
      case 'node':
        return result.node;
      case 'status':
      case 'message':
      case 'failures':
      case 'timing':
        return result[name];
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
    return callable('to_dict', () => ({ ...buildRunResult(this.result), node: this.result.node }));
  }
}
