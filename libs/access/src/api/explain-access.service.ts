import { AppError, type Clock, parseRelationName, relationKey } from '@weft/kernel';
import type { AuditWriter } from '@weft/platform';
import type { Policy } from '@weft/policy';
import type { DataSource } from 'typeorm';
import type { PortDirectory } from '../domain/port-directory.port.js';
import { canExplainFor, type Viewer } from '../domain/visibility.js';

/** Why a principal may or may not read a relation, in words that are safe for the one who asks. */
export interface Explanation {
  readonly allow: boolean;
  readonly reasonCode: string;
  readonly reason: string;
  readonly nextStep: string | null;
  readonly grantId: string | null;
}

export interface ExplainAccessUses {
  readonly policy: () => Policy | null;
  readonly ports: PortDirectory;
  readonly audit: AuditWriter;
  readonly dataSource: DataSource;
  readonly clock: Clock;
}

/** Asking about somebody else's access is for the owners of the relation's domain and the platform team. */
export class ExplainForbiddenError extends AppError {
  readonly code = 'FORBIDDEN';
  readonly httpStatus = 403;
}

export class NoRelationError extends AppError {
  readonly code = 'BAD_USER_INPUT';
  readonly httpStatus = 400;
}

const NOT_KNOWN: Explanation = {
  allow: false,
  reasonCode: 'POLICY_UNAVAILABLE',
  reason: 'Access cannot be decided at the moment, so nothing is allowed.',
  nextStep: 'Try again in a few seconds.',
  grantId: null,
};

/** The same decision that the engines get, explained. Explanations about others are in the audit. */
export class ExplainAccessService {
  constructor(private readonly use: ExplainAccessUses) {}

  async explain(viewer: Viewer, text: string, principal: string = viewer.name): Promise<Explanation> {
    const relation = parseRelationName(text);
    if (!relation.ok) throw new NoRelationError(`${relation.error}.`);
    if (principal !== viewer.name) await this.assertMayAskFor(viewer, principal, relationKey(relation.value));
    const policy = this.use.policy();
    if (!policy) return NOT_KNOWN;
    return policy.decide(principal, { kind: 'relation:select', relation: relation.value, columns: [] }, this.use.clock.now());
  }

  private async assertMayAskFor(viewer: Viewer, principal: string, relation: string): Promise<void> {
    const port = await this.use.ports.findPort(relation);
    const ownerTeam = port?.ownerTeam ?? (await this.use.ports.findOwnerOfCatalog(relation.split('.')[0] ?? ''));
    const allowed = canExplainFor(viewer, principal, ownerTeam);
    await this.use.audit.append(this.use.dataSource.manager, {
      principal: viewer.name,
      action: 'access:explain',
      target: relation,
      outcome: allowed ? 'ALLOW' : 'DENY',
      reasonCode: null,
      details: { about: principal },
    });
    if (!allowed)
      throw new ExplainForbiddenError(`Only the owners of ${relation} and the platform team see the access of others.`);
  }
}
