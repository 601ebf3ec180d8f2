import type { AccessRequest } from './access-request.js';

/** A request with what it is for, as the store keeps it and the api shows it. */
export interface RequestRecord extends AccessRequest {
  readonly linkId: string;
  readonly portName: string;
  readonly relation: string;
  readonly domain: string;
  readonly idempotencyKey: string | null;
}

export interface AccessLink {
  readonly id: string;
  readonly principal: string;
  readonly portName: string;
}
