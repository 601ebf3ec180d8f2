import type { RunObserver } from '@weft/runner';
import type { RunProgress } from '../domain/run-progress.port.js';

/** Keeps what the runner reports, before the runner goes on. */
export function observe(progress: RunProgress): RunObserver {
  return {
    onStart: ({ uniqueId }) => progress.started(uniqueId),
    onQuery: ({ uniqueId }, queryId) => progress.querying(uniqueId, queryId),
    onFinish: ({ uniqueId }, { status, executionTime, rowsAffected, message, detail }) =>
      progress.finished(uniqueId, { status, executionTime, rowsAffected, message, detail }),
  };
}
