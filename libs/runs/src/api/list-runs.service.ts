import type { CatalogService } from '@weft/catalog';
import { type Connection, PageError, type PageArgs, paginate } from '@weft/platform';
import { isPlatform, maySeeDetail, mayOperate, type Viewer } from '../domain/run-access.js';
import type { RunEvent } from '../domain/run-event.js';
import type { RunNode } from '../domain/run-node.js';
import type { Run } from '../domain/run.js';
import type { RunListRepository } from '../store/run-list.repository.js';

const SEQUENCE = /^[0-9]{1,18}$/;

/** What somebody may see of runs: those of their domains, for the platform team all; the engine's own words for the owner team alone. */
export class ListRunsService {
  constructor(
    private readonly catalog: Pick<CatalogService, 'findOwnerOfDomain' | 'policyParts'>,
    private readonly store: RunListRepository,
  ) {}

  async list(viewer: Viewer, project: string | null, page: PageArgs): Promise<Connection<Run>> {
    const scope = { project, domains: isPlatform(viewer) ? null : await this.domainsOf(viewer) };
    return paginate(
      page,
      (request) => this.store.list(scope, request),
      ({ id }) => [id],
      (run) => run,
    );
  }

  /** One run by its row id; null where there is none or the viewer may not know of it. */
  async find(viewer: Viewer, id: string): Promise<Run | null> {
    const run = await this.store.find(id);
    return run && mayOperate(viewer, await this.catalog.findOwnerOfDomain(run.domain)) ? run : null;
  }

  /** The nodes of runs that the viewer may see, one list a run. */
  async nodesOf(viewer: Viewer, runs: readonly Run[]): Promise<RunNode[][]> {
    const nodes = Map.groupBy(await this.store.nodesOf(runs.map(({ id }) => id)), ({ runId }) => runId);
    const open = new Set<string>();
    for (const domain of new Set(runs.map((run) => run.domain))) if (await this.opensDetail(viewer, domain)) open.add(domain);
    return runs.map(({ id, domain }) =>
      (nodes.get(id) ?? []).map((node) => (open.has(domain) ? node : { ...node, detail: null })),
    );
  }

  async findNode(viewer: Viewer, run: Run, uniqueId: string): Promise<RunNode | null> {
    const node = await this.store.findNode(run.id, uniqueId);
    return node && (await this.opensDetail(viewer, run.domain)) ? node : node && { ...node, detail: null };
  }

  /** The events of a run that the viewer may see, in the order of what happened. */
  async logsOf(viewer: Viewer, run: Run, page: PageArgs): Promise<Connection<RunEvent>> {
    const show = await this.shownTo(viewer, run);
    return paginate(
      page,
      ({ limit, after }) => this.store.eventsAfter(run.id, sequenceOf(after), limit),
      ({ sequence }) => [sequence.toString()],
      show,
    );
  }

  /** What the viewer sees of a run's event. */
  async shownTo(viewer: Viewer, run: Run): Promise<(event: RunEvent) => RunEvent> {
    const open = await this.opensDetail(viewer, run.domain);
    return (event) => (open ? event : { ...event, detail: null });
  }

  private async opensDetail(viewer: Viewer, domain: string): Promise<boolean> {
    return maySeeDetail(viewer, await this.catalog.findOwnerOfDomain(domain));
  }

  private async domainsOf({ teams }: Viewer): Promise<readonly string[]> {
    const { domains } = await this.catalog.policyParts();
    return domains.filter(({ ownerTeam }) => teams.includes(ownerTeam)).map(({ name }) => name);
  }
}

function sequenceOf(after: readonly string[] | null): bigint {
  if (after === null) return 0n;
  if (!SEQUENCE.test(after[0] ?? ''))
    throw new PageError('after is no cursor of this list: expected the endCursor of a page before.');
  return BigInt(after[0] ?? 0);
}
