import { type Connection, type PageArgs, paginate } from '@weft/platform';
import type { RequestDecision } from '../domain/access-request.js';
import type { PortDirectory } from '../domain/port-directory.port.js';
import type { RequestRecord } from '../domain/request-record.js';
import { canSeeRequest, isPlatform, type Viewer } from '../domain/visibility.js';
import type { AccessListRepository, RequestScope } from '../store/access-list.repository.js';

export type RequestFilter = 'MINE' | 'TO_DECIDE' | 'ALL';

export interface ListRequests {
  readonly filter: RequestFilter;
  readonly decision: RequestDecision | null;
}

/** Lists requests: one's own, those that one may decide on, or all that one may see. */
export class ListRequestsService {
  constructor(
    private readonly ports: PortDirectory,
    private readonly store: AccessListRepository,
  ) {}

  async list(viewer: Viewer, wanted: ListRequests, page: PageArgs): Promise<Connection<RequestRecord>> {
    const scope = await this.scopeOf(viewer, wanted);
    return paginate(
      page,
      (request) => this.store.list(scope, request),
      ({ id }) => [id],
      (request) => request,
    );
  }

  /** One request by its row id; null where there is none or the viewer may not see it. */
  async find(viewer: Viewer, id: string): Promise<RequestRecord | null> {
    const request = await this.store.find(id);
    const ownerTeam = request && (await this.ports.findOwnerOfDomain(request.domain));
    return request && canSeeRequest(viewer, request, ownerTeam) ? request : null;
  }

  private async scopeOf(viewer: Viewer, { filter, decision }: ListRequests): Promise<RequestScope> {
    const nobody = { principal: null, domains: [], everything: false, notBy: null, decision };
    if (filter === 'MINE') return { ...nobody, principal: viewer.name };
    const domains = await this.ports.findDomainsOwnedBy(viewer.teams);
    if (filter === 'TO_DECIDE') return { ...nobody, domains, notBy: viewer.name, decision: 'PENDING' };
    return { ...nobody, principal: viewer.name, domains, everything: isPlatform(viewer) };
  }
}
