import type { ConfigValues } from './check-config.js';

/**
 * dbt's precedence: what is nearer to the node comes later in the list and wins; tags add up, meta is merged by key.
 */
export function mergeConfigs(layers: readonly ConfigValues[]): ConfigValues {
  const merged: Record<string, unknown> = {};
  for (const layer of layers) {
    for (const [field, value] of Object.entries(layer)) merged[field] = mergeField(field, merged[field], value);
  }
  return merged;
}

function mergeField(field: string, before: unknown, value: unknown): unknown {
  if (field === 'tags') return [...new Set([...((before as string[] | undefined) ?? []), ...(value as string[])])].sort();
  if (field === 'meta') return { ...(before as object | undefined), ...(value as object) };
  return value;
}
