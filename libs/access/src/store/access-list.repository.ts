import type { PageRequest } from '@weft/platform';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import type { RequestDecision } from '../domain/access-request.js';
import type { RequestRecord } from '../domain/request-record.js';
import { AccessRequestEntity } from './access-request.entity.js';

/** Which requests: those of a principal, those of some domains, or all. Never more than the viewer may see. */
export interface RequestScope {
  readonly principal: string | null;
  readonly domains: readonly string[];
  readonly everything: boolean;
  readonly notBy: string | null;
  readonly decision: RequestDecision | null;
}

/** Lists of requests, newest first. */
export class AccessListRepository {
  constructor(private readonly dataSource: DataSource) {}

  list(scope: RequestScope, { limit, after }: PageRequest): Promise<RequestRecord[]> {
    const query = this.dataSource.getRepository(AccessRequestEntity).createQueryBuilder('r').orderBy('r.id', 'DESC').take(limit);
    if (after) query.andWhere('r.id < :after', { after: after[0] });
    if (scope.decision) query.andWhere('r.decision = :decision', { decision: scope.decision });
    if (scope.notBy) query.andWhere('r.principal <> :notBy', { notBy: scope.notBy });
    return applyVisibility(query, scope).getMany();
  }

  find(id: string): Promise<RequestRecord | null> {
    return this.dataSource.getRepository(AccessRequestEntity).findOneBy({ id });
  }

  /** All requests of one principal for some ports. */
  requestsForPorts(principal: string, portNames: readonly string[]): Promise<RequestRecord[]> {
    const query = this.dataSource.getRepository(AccessRequestEntity).createQueryBuilder('r');
    return query
      .where('r.principal = :principal AND r.portName = ANY(:portNames)', { principal, portNames: [...portNames] })
      .getMany();
  }
}

function applyVisibility(query: SelectQueryBuilder<AccessRequestEntity>, { principal, domains, everything }: RequestScope) {
  if (everything) return query;
  return query.andWhere('(r.principal = :principal OR r.domain = ANY(:domains))', { principal, domains: [...domains] });
}
