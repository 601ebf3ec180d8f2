import type { ExecutionEvent } from '@weft/dbt';
import { tellWarning } from '../project/tell-warnings.js';
import type { VerbCall } from './invocation.js';

/** Tells what templates and the adapter say, as dbt's events. */
export function eventTeller(call: VerbCall): (event: ExecutionEvent) => void {
  const { log, flags } = call;
  return (event) => {
    switch (event.kind) {
      case 'log':
        return log.fire(event.level === 'info' ? 'JinjaLogInfo' : 'JinjaLogDebug', { msg: event.message });
      case 'print':
        return flags.values['print'] === false ? undefined : log.fire('PrintEvent', { msg: event.message });
      case 'warn':
        return tellWarning(call, event.name, event.message, false);
      case 'sql':
        return log.fire('SQLQuery', { conn_name: event.connection, sql: event.sql });
      case 'sqlStatus':
        return log.fire('SQLQueryStatus', { status: event.status, elapsed: event.elapsed, query_id: event.queryId ?? '' });
      case 'debug':
        return log.fire('Note', { msg: event.message }, 'debug');
    }
  };
}
