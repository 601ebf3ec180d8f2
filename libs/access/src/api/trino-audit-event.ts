import type { AuditEvent } from '@weft/platform';
import type { TrinoAuditEntry } from '../trino/trino-audit.js';

/** One answer to Trino as an event of the audit. */
export function toAuditEvent({
  at,
  principal,
  operation,
  object,
  allow,
  reasonCode,
  grantId,
  policyVersion,
}: TrinoAuditEntry): AuditEvent {
  const details = { askedAt: at.toISOString(), grantId, policyVersion };
  return { principal, action: `trino:${operation}`, target: object, outcome: allow ? 'ALLOW' : 'DENY', reasonCode, details };
}
