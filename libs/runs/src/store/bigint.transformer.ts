import type { ValueTransformer } from 'typeorm';

/** PostgreSQL's bigint comes as text; in the domain it is a bigint. */
export const bigintTransformer: ValueTransformer = {
  to: (value: bigint | null | undefined) => value?.toString(),
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};
