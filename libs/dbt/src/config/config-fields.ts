import { z } from 'zod';

const text = z.string().nullable();
const labels = z.union([z.string().transform((tag) => [tag]), z.array(z.string())]);

/** Fields that any node can be configured with. */
const COMMON_FIELDS = {
  enabled: z.boolean(),
  alias: text,
  schema: text,
  database: text,
  tags: labels,
  meta: z.record(z.string(), z.unknown()),
};

const MATERIALIZATIONS = ['view', 'table'] as const;

export const MODEL_FIELDS = {
  ...COMMON_FIELDS,
  materialized: z.enum(MATERIALIZATIONS, {
    error: ({ input }) => `materialization '${String(input)}' is not supported yet; ${MATERIALIZATIONS.join(' and ')} are`,
  }),
  docs: z.object({ show: z.boolean().default(true), node_color: z.string().nullable().default(null) }),
};

export const TEST_FIELDS = {
  ...COMMON_FIELDS,
  severity: z.string().regex(/^(error|warn)$/i, 'expected error or warn'),
  where: text,
  limit: z.number().int().positive().nullable(),
  fail_calc: z.string(),
  warn_if: z.string(),
  error_if: z.string(),
  store_failures: z.literal(false, 'stored failures are not supported yet'),
};

export type FieldTable = Readonly<Record<string, z.ZodType>>;

/** Fields of dbt's configs that are refused by name. */
export const FIELDS_NOT_YET: ReadonlySet<string> = new Set(
  [
    'pre-hook post-hook pre_hook post_hook persist_docs quoting column_types full_refresh unique_key on_schema_change grants',
    'on_configuration_change contract event_time access group freshness packages incremental_strategy batch_size lookback begin',
    'concurrent_batches store_failures_as properties sql_header on_table_exists format partitioned_by',
  ].flatMap((line) => line.split(' ')),
);
