import type { FreshnessThreshold, Json, Time } from '../../manifest/v12/index.js';
import { isMapping } from '../shape/shape.js';

const NO_TIME: Time = { count: null, period: null };

/** What is written of freshness: nothing means dbt's empty thresholds, null that there is none. */
export function readFreshness(written: unknown): FreshnessThreshold | null {
  if (written === null) return null;
  const given: Json = isMapping(written) ? written : {};
  return {
    warn_after: readTime(given, 'warn_after'),
    error_after: readTime(given, 'error_after'),
    filter: (given['filter'] ?? null) as string | null,
  };
}

function readTime(given: Json, key: string): Time | null {
  if (!(key in given)) return NO_TIME;
  const written = given[key];
  return isMapping(written) ? ({ ...NO_TIME, ...written } as Time) : null;
}

function isSet(time: Time | null): boolean {
  return time !== null && time.count !== null && time.period !== null;
}

export function hasThreshold(freshness: FreshnessThreshold | null): boolean {
  return freshness !== null && (isSet(freshness.warn_after) || isSet(freshness.error_after));
}

/** From the widest to the narrowest: the source's, its config's, the table's, its config's. Null on the way removes what came before. */
export function mergeFreshness(thresholds: readonly (FreshnessThreshold | null)[]): FreshnessThreshold | null {
  return thresholds.reduce((base, update) => {
    if (base !== null && update !== null) return merge(base, update);
    return base === null && hasThreshold(update) ? update : null;
  });
}

function merge(base: FreshnessThreshold, update: FreshnessThreshold): FreshnessThreshold {
  return {
    warn_after: mergeTimes(base.warn_after, update.warn_after),
    error_after: mergeTimes(base.error_after, update.error_after),
    filter: update.filter ?? base.filter,
  };
}

function mergeTimes(base: Time | null, update: Time | null): Time | null {
  if (update === null) return null;
  return isSet(update) ? update : base;
}
