import { SHOW } from './common-rules.js';
import type { PolicyRule } from './policy-rule.js';
import { ENGINE_CATALOG, SUBJECT } from './subjects.js';

const MAY_SEND: PolicyRule = { action: 'query:execute', subject: SUBJECT.engine, reason: 'ACTIVE_PRINCIPAL' };

/** Lists what every catalog holds and reads no row of it. */
export const CATALOG_RULES: readonly PolicyRule[] = [
  MAY_SEND,
  { action: 'catalog:access', subject: SUBJECT.everyCatalog, reason: 'CATALOG_IDENTITY' },
  { action: 'schema:show', subject: [SUBJECT.everySchema, SUBJECT.everyMetadata], reason: 'CATALOG_IDENTITY' },
  { action: SHOW, subject: [SUBJECT.everyRelation, SUBJECT.everyMetadata], reason: 'CATALOG_IDENTITY' },
  { action: 'relation:select', subject: SUBJECT.everyMetadata, reason: 'CATALOG_METADATA' },
];

/** Creates and drops catalogs, but never the engine's own. */
export const APPLY_RULES: readonly PolicyRule[] = [
  MAY_SEND,
  { action: ['catalog:create', 'catalog:drop'], subject: SUBJECT.everyCatalog, reason: 'APPLY_IDENTITY' },
  {
    inverted: true,
    action: ['catalog:create', 'catalog:drop'],
    subject: SUBJECT.catalog(ENGINE_CATALOG),
    reason: 'OPERATION_NOT_ALLOWED',
  },
];
