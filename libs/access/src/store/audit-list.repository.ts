import type { PageRequest } from '@weft/platform';
import type { DataSource } from 'typeorm';
import { AuditEventEntity } from './audit-event.entity.js';

export interface AuditFilter {
  readonly principal: string | null;
  readonly action: string | null;
}

/** The audit, newest first. */
export class AuditListRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(id: string): Promise<AuditEventEntity | null> {
    return this.dataSource.getRepository(AuditEventEntity).findOneBy({ id });
  }

  list({ principal, action }: AuditFilter, { limit, after }: PageRequest): Promise<AuditEventEntity[]> {
    const query = this.dataSource.getRepository(AuditEventEntity).createQueryBuilder('e').orderBy('e.id', 'DESC').take(limit);
    if (after) query.andWhere('e.id < :after', { after: after[0] });
    if (principal) query.andWhere('e.principal = :principal', { principal });
    if (action) query.andWhere('e.action = :action', { action });
    return query.getMany();
  }
}
