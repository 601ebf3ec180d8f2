import type { Manifest } from '../manifest-types.js';
import { countType } from '../node/describe-node.js';
import type { TaskEnvironment } from './task-environment.js';

/** `Found 5 models, 4 data tests, 1 seed, ...` */
export function tellFoundStats({ manifest, log }: Pick<TaskEnvironment, 'manifest' | 'log'>): void {
  log.fire('FoundStats', { stat_line: statLine(manifest) });
}

function statLine(manifest: Manifest): string {
  const counts = new Map<string, number>();
  for (const { resource_type: type, config } of Object.values(manifest.nodes)) {
    if (type !== 'test' || config.enabled) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const others: readonly (readonly [string, object])[] = [
    ['source', manifest.sources],
    ['exposure', manifest.exposures],
    ['metric', manifest.metrics],
    ['macro', manifest.macros],
    ['group', manifest.groups],
    ['semantic_model', manifest.semantic_models],
    ['saved_query', manifest.saved_queries],
    ['unit_test', manifest.unit_tests],
  ];
  for (const [type, part] of others) counts.set(type, Object.keys(part).length);
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([type, count]) => countType(count, type))
    .join(', ');
}

/** ` in 0 hours 0 minutes and 0.66 seconds` */
export function humanizeSeconds(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return ` in ${Math.floor(minutes / 60)} hours ${minutes % 60} minutes and ${(seconds % 60).toFixed(2)} seconds`;
}
