import { DBT_VERSION } from '@weft/dbt';
import { stampOf } from '../node/clock.js';

export interface Invocation {
  readonly id: string;
  readonly startedAt: Date;
  /** DBT_ENV_CUSTOM_ENV_ variables without that prefix. */
  readonly env: Readonly<Record<string, string>>;
}

/** The head that all of dbt's artifacts have. */
export function artifactMetadata(schema: string, invocation: Invocation, generatedAt: string) {
  return {
    dbt_schema_version: `https://schemas.getdbt.com/dbt/${schema}.json`,
    dbt_version: DBT_VERSION,
    generated_at: generatedAt,
    invocation_id: invocation.id,
    invocation_started_at: stampOf(invocation.startedAt.getTime()),
    env: invocation.env,
  };
}
