/** Why a decision came out as it did. The codes are stable; texts and next steps may be improved. */
export const ALLOWED_CODES = [
  'GRANTED',
  'OWN_DOMAIN',
  'RUN_IDENTITY',
  'CATALOG_IDENTITY',
  'APPLY_IDENTITY',
  'ACTIVE_PRINCIPAL',
  'CATALOG_METADATA',
  'OWN_QUERY',
] as const;

export const DENIED_CODES = [
  'UNKNOWN_PRINCIPAL',
  'RESERVED_NAME',
  'UNKNOWN_ACTION',
  'NOT_A_PORT',
  'NOT_GOLD',
  'NO_GRANT',
  'GRANT_EXPIRED',
  'GRANT_NOT_YET_VALID',
  'COLUMN_NOT_GRANTED',
  'NO_CATALOG_ACCESS',
  'NOT_AN_INPUT',
  'NOT_OWN_CATALOG',
  'READ_ONLY',
  'OPERATION_NOT_ALLOWED',
  'PROPERTY_NOT_ALLOWED',
  'ROUTINE_NOT_ALLOWED',
  'SETTING_NOT_ALLOWED',
  'NOT_OWN_QUERY',
  'NO_ENGINE_ADMINISTRATION',
] as const;

export type AllowedCode = (typeof ALLOWED_CODES)[number];
export type DeniedCode = (typeof DENIED_CODES)[number];
export type ReasonCode = AllowedCode | DeniedCode;
