import { isEqual, toText } from '@weft/jinja';
import type { Method } from './method.type.js';
import { isInNodes } from './node-kind.js';

/** `config.materialized:view`, `config.meta.owner:ops`: a value, a member of a list, `true` and `false` in any case. */
export const configMethod: Method = (value, path) => {
  const isWanted = wantedTest(value, path);
  return (node) => {
    if (!isInNodes(node) && node.resource_type !== 'source') return false;
    const found = descend(node.config, path);
    return Array.isArray(found) ? found.some(isWanted) : isWanted(found);
  };
};

function wantedTest(value: unknown, path: readonly string[]): (found: unknown) => boolean {
  const text = toText(value).toLowerCase();
  const anyCase = path.length === 1 && path[0] === 'severity';
  return (found) => {
    if (found === undefined) return false;
    if (typeof found === 'boolean' && text === String(found)) return true;
    return anyCase && typeof found === 'string' ? found.toLowerCase() === text : isEqual(value, found);
  };
}

/** Undefined where there is no such thing; a key that the configuration itself has not is null. */
function descend(config: object, path: readonly string[]): unknown {
  let current: unknown = config;
  for (const [depth, key] of path.entries()) {
    if (typeof current !== 'object' || current === null || Array.isArray(current)) return undefined;
    if (!Object.hasOwn(current, key)) return depth === 0 && path.length === 1 ? null : undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}
