import type { Ui } from './ui.js';

export type EventLevel = 'debug' | 'info' | 'warn' | 'error';

/** One of dbt's events: its stable code, how loud it is, and the words it is told with. */
export interface EventKind<Data extends object> {
  readonly code: string;
  readonly level: EventLevel;
  readonly message: (data: Data, ui: Ui) => string;
}

export function eventKind<Data extends object = object>(
  code: string,
  level: EventLevel,
  message: (data: Data, ui: Ui) => string,
): EventKind<Data> {
  return { code, level, message };
}

/** What dbt says of a node in its events. */
export interface NodeInfo {
  readonly node_path: string;
  readonly node_name: string;
  readonly unique_id: string;
  readonly resource_type: string;
  readonly materialized: string;
  readonly node_status: string;
  readonly node_started_at: string;
  readonly node_finished_at: string;
  readonly meta: object;
  readonly node_relation: {
    readonly database: string;
    readonly schema: string;
    readonly alias: string;
    readonly relation_name: string;
  };
  readonly node_checksum: string;
}
