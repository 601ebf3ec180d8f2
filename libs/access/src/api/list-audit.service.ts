import { AppError } from '@weft/kernel';
import { type Connection, type PageArgs, paginate } from '@weft/platform';
import { isPlatform, type Viewer } from '../domain/visibility.js';
import type { AuditEventEntity } from '../store/audit-event.entity.js';
import type { AuditFilter, AuditListRepository } from '../store/audit-list.repository.js';

export class AuditForbiddenError extends AppError {
  readonly code = 'FORBIDDEN';
  readonly httpStatus = 403;

  constructor() {
    super('The audit is for the platform team.');
  }
}

/** Reads the audit, for the platform team alone. */
export class ListAuditService {
  constructor(private readonly store: AuditListRepository) {}

  list(viewer: Viewer, filter: AuditFilter, page: PageArgs): Promise<Connection<AuditEventEntity>> {
    if (!isPlatform(viewer)) throw new AuditForbiddenError();
    return paginate(
      page,
      (request) => this.store.list(filter, request),
      ({ id }) => [id],
      (event) => event,
    );
  }

  /** One event by its row id; null where there is none or the viewer may not see it. */
  find(viewer: Viewer, id: string): Promise<AuditEventEntity | null> {
    return isPlatform(viewer) ? this.store.find(id) : Promise.resolve(null);
  }
}
