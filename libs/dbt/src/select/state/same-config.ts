import { isEqual } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import type { Selectable } from '../graph/selection-graph.js';
import { isSame } from './same-values.js';

/** What dbt leaves out: it is compared as part of the relation, or is not compared at all. */
const OF_RELATION = ['alias', 'schema', 'database', 'tags', 'group'];

const LEFT_OUT: Partial<Readonly<Record<Selectable['resource_type'], readonly string[]>>> = {
  source: [],
  exposure: [],
  metric: ['group'],
};

/** All that dbt compares of a test. */
const OF_TEST = ['severity', 'where', 'limit', 'fail_calc', 'warn_if', 'error_if', 'store_failures', 'store_failures_as'];

/** By what is written, not by what it was rendered to: a target or a variable changes nothing. */
export function isSameConfig(node: Selectable, old: Selectable): boolean {
  if (node.resource_type === 'semantic_model' || node.resource_type === 'saved_query') return isSame(node.config, old.config);
  const [written, before] = [unrenderedOf(node), unrenderedOf(old)];
  const leftOut = LEFT_OUT[node.resource_type] ?? OF_RELATION;
  const keys =
    node.resource_type === 'test'
      ? OF_TEST
      : [...new Set([...Object.keys(written), ...Object.keys(before)])].filter((key) => !leftOut.includes(key));
  return keys.every((key) => key in written === key in before && isEqual(written[key], before[key]));
}

export function unrenderedOf(node: Selectable): Json {
  return (node as { unrendered_config?: Json }).unrendered_config ?? {};
}
