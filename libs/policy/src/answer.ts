import type { Decision } from './decision.js';
import type { Question } from './question.js';
import type { ReasonCode } from './reason-codes.js';
import { REASON_TEXTS, type ReasonDetail } from './reason-texts.js';
import { parseRunIdentity } from './reserved-names.js';
import type { SnapshotIndex } from './snapshot-index.js';

/** What was found out, before it is put into words. Without `allow` it is a denial. */
export interface Answer {
  readonly code: ReasonCode;
  readonly principal: string;
  readonly allow?: boolean;
  readonly question?: Question;
  readonly columns?: readonly string[];
  readonly at?: number | null;
  readonly grantId?: string | null;
}

const NONE: readonly never[] = Object.freeze([]);
const LONGEST_NAME = 200;

/** Puts an answer into words. Row filters and masks are empty until there are rules for them. */
export function buildDecision(index: SnapshotIndex, answer: Answer): Decision {
  const { code, allow = false, grantId = null } = answer;
  const { reason, nextStep } = REASON_TEXTS[code];
  const detail = buildDetail(index, answer);
  return {
    allow,
    reasonCode: code,
    reason: reason(detail),
    nextStep: nextStep ? nextStep(detail) : null,
    grantId,
    rowFilters: NONE,
    columnMasks: NONE,
  };
}

function buildDetail(index: SnapshotIndex, { principal, question, columns = NONE, at = null }: Answer): ReasonDetail {
  const owner = index.domainOfCatalog.get(question?.catalogs[0] ?? '') ?? null;
  return {
    principal: legible(principal),
    object: legible(question?.object ?? 'this'),
    columns: columns.map(legible),
    domain: parseRunIdentity(principal) ?? owner,
    ownerTeam: owner === null ? null : (index.domains.get(owner)?.ownerTeam ?? null),
    at: at === null ? null : new Date(at).toISOString(),
  };
}

/** A name as it may be printed on a terminal: no control characters, no end to it that matters. */
function legible(name: string): string {
  return name.slice(0, LONGEST_NAME).replaceAll(/\p{Cc}|\p{Cf}/gu, '?');
}
