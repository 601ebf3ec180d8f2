import type { SourceLocation } from '@weft/kernel';
import { z } from 'zod';
import { type Diagnostics, nearestHint } from './diagnostics.js';

const tags = z.union([z.string().transform((tag) => [tag]), z.array(z.string())]);
const common = {
  enabled: z.boolean(),
  alias: z.string().nullable(),
  schema: z.string().nullable(),
  database: z.string().nullable(),
  tags,
  meta: z.record(z.string(), z.unknown()),
};
const MODEL = {
  ...common,
  materialized: z.enum(['view', 'table'], { error: "only 'view' and 'table' are supported" }),
  docs: z.record(z.string(), z.unknown()),
};
const TEST = {
  ...common,
  severity: z
    .string()
    .transform((severity) => severity.toUpperCase())
    .pipe(z.enum(['ERROR', 'WARN'], { error: 'expected error or warn' })),
  where: z.string().nullable(),
  limit: z.number().int().nullable(),
  fail_calc: z.string(),
  warn_if: z.string(),
  error_if: z.string(),
};
const SCHEMAS: Readonly<Record<ConfigKind, Readonly<Record<string, z.ZodType>>>> = { model: MODEL, test: TEST };

export type ConfigKind = 'model' | 'test';
export type ConfigValues = Readonly<Record<string, unknown>>;

export function isConfigKey(kind: ConfigKind, key: string): boolean {
  return Object.hasOwn(SCHEMAS[kind], key);
}

/** Checks one level's settings: a setting that is not supported is refused, because ignoring it would change the result. */
export function checkConfig(
  kind: ConfigKind,
  values: ConfigValues,
  placeOf: (key: string) => SourceLocation,
  diagnostics: Diagnostics,
): ConfigValues {
  const checked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const schema = SCHEMAS[kind][key];
    const result = schema?.safeParse(value);
    if (!result) {
      const hint = nearestHint(key, Object.keys(SCHEMAS[kind]));
      diagnostics.error('DBT_UNSUPPORTED', `config '${key}' of a ${kind} is not supported`, placeOf(key), hint);
    } else if (!result.success) {
      const [issue] = result.error.issues;
      diagnostics.error('DBT_UNSUPPORTED', `config '${key}' = ${JSON.stringify(value)}: ${issue?.message ?? ''}`, placeOf(key));
    } else checked[key] = result.data;
  }
  return checked;
}

/** Later levels win; tags add up, meta is merged. */
export function mergeConfig(levels: readonly ConfigValues[]): ConfigValues {
  return levels.reduce((merged, level) => ({ ...merged, ...level, ...combined(merged, level) }), {});
}

function combined(a: ConfigValues, b: ConfigValues): ConfigValues {
  const list = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);
  const object = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
  return {
    ...((a['tags'] ?? b['tags']) !== undefined && { tags: [...new Set([...list(a['tags']), ...list(b['tags'])])] }),
    ...((a['meta'] ?? b['meta']) !== undefined && { meta: { ...object(a['meta']), ...object(b['meta']) } }),
  };
}
