import type { RunResult } from './node-result.js';

/** A result as dbt's events have it. */
export function describeResult({ status, message, threadId, executionTime, failures, timing, adapterResponse }: RunResult) {
  return {
    status,
    message: message ?? '',
    thread: threadId,
    execution_time: executionTime,
    num_failures: failures ?? 0,
    timing_info: timing,
    adapter_response: adapterResponse,
  };
}
