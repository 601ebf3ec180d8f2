import { type Clock, parseRelationName } from '@weft/kernel';
import type { Policy } from '@weft/policy';
import { type AccessStatus, deriveLinkState } from '../domain/access-status.js';
import type { Viewer } from '../domain/visibility.js';
import type { AccessListRepository } from '../store/access-list.repository.js';

export interface MyAccess {
  readonly canRead: boolean;
  readonly reasonCode: string;
  readonly status: AccessStatus | null;
  readonly pending: boolean;
  readonly activeUntil: Date | null;
  readonly expiringSoon: boolean;
}

interface Port {
  readonly name: string;
  readonly relation: string;
}

const NEVER_ASKED = { status: null, pending: false, activeUntil: null, expiringSoon: false };

/** What a viewer may do with ports: the policy's own decision, and what became of their requests. */
export class MyAccessService {
  constructor(
    private readonly store: AccessListRepository,
    private readonly policy: () => Policy | null,
    private readonly clock: Clock,
  ) {}

  async ofPorts(viewer: Viewer, ports: readonly Port[]): Promise<MyAccess[]> {
    const requests = await this.store.requestsForPorts(
      viewer.name,
      ports.map(({ name }) => name),
    );
    return ports.map((port) => {
      const own = requests.filter(({ portName }) => portName === port.name);
      return { ...this.decide(viewer, port), ...(own.length > 0 ? deriveLinkState(own, this.clock.now()) : NEVER_ASKED) };
    });
  }

  private decide(viewer: Viewer, port: Port): Pick<MyAccess, 'canRead' | 'reasonCode'> {
    const relation = parseRelationName(port.relation);
    const policy = this.policy();
    if (!policy || !relation.ok) return { canRead: false, reasonCode: 'POLICY_UNAVAILABLE' };
    const action = { kind: 'relation:select', relation: relation.value, columns: [] } as const;
    const { allow, reasonCode } = policy.decide(viewer.name, action, this.clock.now());
    return { canRead: allow, reasonCode };
  }
}
