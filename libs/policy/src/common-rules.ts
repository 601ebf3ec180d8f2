import type { PolicyActionKind } from './policy-action.js';
import { during, HIDDEN_COLUMNS, type PolicyRule } from './policy-rule.js';
import type { ReasonCode } from './reason-codes.js';
import { ENGINE_CATALOG, SUBJECT } from './subjects.js';
import type { TimeWindow } from './time-window.js';

/** What it takes to find a relation in listings. */
export const SHOW: PolicyActionKind[] = ['relation:show', 'relation:showColumn'];

const READ_METADATA: PolicyActionKind[] = ['relation:select', 'schema:show', ...SHOW];

/** Settings of the engine that change how a statement runs and nothing of what it may do. */
const HARMLESS_SETTINGS = [
  'distributed_sort',
  'join_distribution_type',
  'join_max_broadcast_table_size',
  'join_reordering_strategy',
  'query_max_cpu_time',
  'query_max_execution_time',
  'query_max_memory',
  'query_max_planning_time',
  'query_max_run_time',
  'query_max_scan_physical_bytes',
  'query_priority',
  'redistribute_writes',
  'required_workers_count',
  'required_workers_max_wait_time',
  'scale_writers',
  'spill_enabled',
  'statistics_cpu_timer_enabled',
  'task_concurrency',
  'use_preferred_write_partitioning',
].map((property) => SUBJECT.setting(null, property));

/** What every active principal may do: send statements, see and end its own, read what the engine says of itself. */
export function buildCommonRules(principal: string): PolicyRule[] {
  return [
    { action: 'query:execute', subject: SUBJECT.engine, reason: 'ACTIVE_PRINCIPAL' },
    {
      action: ['query:view', 'query:kill'],
      subject: SUBJECT.queries,
      conditions: { owner: { $eq: principal } },
      reason: 'OWN_QUERY',
    },
    { action: 'session:set', subject: HARMLESS_SETTINGS, reason: 'ACTIVE_PRINCIPAL' },
    ...openCatalog(ENGINE_CATALOG, 'CATALOG_METADATA'),
  ];
}

/** A catalog that appears, and its listings, which show only what else may be seen of it. */
export function openCatalog(catalog: string, reason: ReasonCode, window?: TimeWindow): PolicyRule[] {
  const conditions = window ? { conditions: during(window) } : {};
  return [
    { action: 'catalog:access', subject: SUBJECT.catalog(catalog), ...conditions, reason },
    { action: READ_METADATA, subject: SUBJECT.metadataOf(catalog), ...conditions, reason: 'CATALOG_METADATA' },
  ];
}

/** A denial of the columns that tell of files and partitions. */
export function denyHiddenColumns(subjects: readonly string[]): PolicyRule[] {
  if (subjects.length === 0) return [];
  const action: PolicyActionKind[] = ['relation:select', 'relation:selectThroughView', 'relation:showColumn'];
  return [{ inverted: true, action, subject: [...subjects], fields: [HIDDEN_COLUMNS], reason: 'COLUMN_NOT_GRANTED' }];
}
