import type { Json } from '../../manifest/v12/index.js';
import { isMapping } from '../shape/shape.js';

/** dbt's deep_merge: mappings are merged, of lists the second comes first, anything else is replaced. */
export function deepMerge(base: Json, over: Json): Json {
  const merged: Json = structuredClone(base);
  for (const [key, value] of Object.entries(over)) merged[key] = mergeItem(merged[key], value);
  return merged;
}

function mergeItem(base: unknown, over: unknown): unknown {
  if (isMapping(over)) return deepMerge(isMapping(base) ? base : {}, over);
  if (Array.isArray(over)) return [...(over as unknown[]), ...(Array.isArray(base) ? (base as unknown[]) : [])];
  return over;
}
