import { relationKey } from '@weft/kernel';
import { GRANTABLE_LAYER } from './person-rules.js';
import type { PolicyActionKind } from './policy-action.js';
import type { Question } from './question.js';
import type { DeniedCode } from './reason-codes.js';
import { parseRunIdentity } from './reserved-names.js';
import { findGrants, type IndexedGrant, type SnapshotIndex } from './snapshot-index.js';
import { isMetadataSchema } from './subjects.js';
import { isWithin } from './time-window.js';

/** Why nothing allowed a question. */
export interface Denial {
  readonly code: DeniedCode;
  readonly grant: IndexedGrant | null;
  readonly at: number | null;
}

const READS: ReadonlySet<PolicyActionKind> = new Set([
  'relation:select',
  'relation:selectThroughView',
  'relation:show',
  'relation:showColumn',
]);

/** The kinds whose denial is always for the same reason. */
const FIXED: Partial<Record<PolicyActionKind, DeniedCode>> = {
  'query:view': 'NOT_OWN_QUERY',
  'query:kill': 'NOT_OWN_QUERY',
  'query:execute': 'UNKNOWN_PRINCIPAL',
  'session:set': 'SETTING_NOT_ALLOWED',
  'user:impersonate': 'NO_ENGINE_ADMINISTRATION',
  'system:read': 'NO_ENGINE_ADMINISTRATION',
  'system:write': 'NO_ENGINE_ADMINISTRATION',
  'catalog:access': 'NO_CATALOG_ACCESS',
  'catalog:create': 'NO_ENGINE_ADMINISTRATION',
  'catalog:drop': 'NO_ENGINE_ADMINISTRATION',
  'schema:show': 'NO_CATALOG_ACCESS',
  'schema:showDefinition': 'NO_CATALOG_ACCESS',
  'function:show': 'ROUTINE_NOT_ALLOWED',
  'function:showDefinition': 'ROUTINE_NOT_ALLOWED',
  'function:execute': 'ROUTINE_NOT_ALLOWED',
  'function:executeThroughView': 'ROUTINE_NOT_ALLOWED',
  'function:create': 'ROUTINE_NOT_ALLOWED',
  'function:drop': 'ROUTINE_NOT_ALLOWED',
  'procedure:execute': 'ROUTINE_NOT_ALLOWED',
};

/** Finds out, when no rule allowed a question, what is missing. Only slow paths come here. */
export function explainDenial(index: SnapshotIndex, principal: string, question: Question, now: number): Denial {
  const fixed = FIXED[question.kind];
  if (fixed) return because(fixed);
  const runOf = parseRunIdentity(principal);
  if (runOf !== null) return because(explainRun(index, runOf, question));
  if (!READS.has(question.kind) || !question.relation) return because(explainChange(question.kind));
  return explainRead(index, principal, question, now);
}

function explainRun(index: SnapshotIndex, domain: string, { kind, catalogs }: Question): DeniedCode {
  if (READS.has(kind)) return 'NOT_AN_INPUT';
  const own = catalogs.every((catalog) => index.domainOfCatalog.get(catalog) === domain);
  return own ? 'OPERATION_NOT_ALLOWED' : 'NOT_OWN_CATALOG';
}

function explainChange(kind: PolicyActionKind): DeniedCode {
  return kind === 'relation:showDefinition' ? 'NOT_A_PORT' : 'READ_ONLY';
}

function explainRead(index: SnapshotIndex, principal: string, { kind, relation }: Question, now: number): Denial {
  if (!relation) return because('NOT_A_PORT');
  if (isMetadataSchema(relation.catalog, relation.schema)) return because('NO_CATALOG_ACCESS');
  if (kind === 'relation:selectThroughView') return because('OPERATION_NOT_ALLOWED');
  const port = index.ports.get(relationKey(relation));
  if (!port) return because('NOT_A_PORT');
  if (port.layer !== GRANTABLE_LAYER) return because('NOT_GOLD');
  return explainGrants(findGrants(index, principal, relation), now);
}

/** Some grant holds: it is the columns. One is to come, or one has ended: that. Otherwise there never was one. */
function explainGrants(grants: readonly IndexedGrant[], now: number): Denial {
  const holding = grants.find(({ window }) => isWithin(window, now));
  if (holding) return because('COLUMN_NOT_GRANTED', holding);
  const coming = pickBy(grants, ({ window }) => (window.from > now ? -window.from : -Infinity));
  if (coming) return because('GRANT_NOT_YET_VALID', coming, coming.window.from);
  const ended = pickBy(grants, ({ window }) => window.to);
  return ended ? because('GRANT_EXPIRED', ended, ended.window.to) : because('NO_GRANT');
}

function pickBy(grants: readonly IndexedGrant[], score: (grant: IndexedGrant) => number): IndexedGrant | null {
  let best: IndexedGrant | null = null;
  for (const grant of grants) {
    if (score(grant) > (best ? score(best) : -Infinity)) best = grant;
  }
  return best;
}

function because(code: DeniedCode, grant: IndexedGrant | null = null, at: number | null = null): Denial {
  return { code, grant, at };
}
