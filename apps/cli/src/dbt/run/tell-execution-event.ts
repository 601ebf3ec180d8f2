import type { ExecutionEvent, Manifest } from '@weft/dbt';
import { findNode, NodeInfoTracker } from '@weft/runner';
import { tellWarning } from '../project/tell-warnings.js';
import type { VerbCall } from './invocation.js';

/** Tells what templates and the adapter say, as dbt's events. */
export function eventTeller(call: VerbCall, manifest: Manifest | null): (event: ExecutionEvent) => void {
  const { log, flags } = call;
  return (event) => {
    const of = nodeInfoOf(manifest, event.node);
    switch (event.kind) {
      case 'log':
        return log.fire(event.level === 'info' ? 'JinjaLogInfo' : 'JinjaLogDebug', { msg: event.message, ...of });
      case 'print':
        return flags.values['print'] === false ? undefined : log.fire('PrintEvent', { msg: event.message });
      case 'warn':
        return tellWarning(call, event.name, event.message, false);
      case 'sql':
        return log.fire('SQLQuery', { conn_name: event.connection, sql: event.sql, ...of });
      case 'sqlStatus':
        return log.fire('SQLQueryStatus', { status: event.status, elapsed: event.elapsed, query_id: event.queryId ?? '', ...of });
      case 'debug':
        return log.fire('Note', { msg: event.message }, 'debug');
    }
  };
}

/** Sessions are named after their nodes; other names are of no node. */
function nodeInfoOf(manifest: Manifest | null, name: string | undefined) {
  const node = name === undefined || manifest === null ? undefined : findNode(manifest, name);
  return node ? { node_info: new NodeInfoTracker(node).info } : {};
}
