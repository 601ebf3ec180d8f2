export type PrincipalKind = 'person' | 'service';

/** Who is acting: what every resolver and controller is given. */
export interface Principal {
  readonly name: string;
  readonly kind: PrincipalKind;
  /** The teams of this moment. */
  readonly teams: readonly string[];
}

/** The team that applies whole meshes and reads the audit. */
export const PLATFORM_TEAM = 'platform';

/** Names that begin so are Weft's own. */
export const RESERVED_NAME_PREFIX = 'weft_';
