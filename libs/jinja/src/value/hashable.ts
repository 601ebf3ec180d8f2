import { TemplateError } from '../template.errors.js';
import { DictView } from './dict-view.js';
import { Generator } from './generator.js';
import { isMapping } from './plain-mapping.js';
import { Range } from './range.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';

/** What can be a key, or an item of a set: no list, no dict, no set, and no tuple of such. */
export function hashable(key: unknown): unknown {
  if (typeof key !== 'object' || key === null) return key;
  if (key instanceof Tuple) key.forEach(hashable);
  else if (isUnhashable(key)) throw new TemplateError('type', `unhashable type: '${typeName(key)}'`);
  return key;
}

function isUnhashable(key: object): boolean {
  if (key instanceof DictView) return key.kind !== 'values';
  if (key instanceof Range || key instanceof Generator) return false;
  return Array.isArray(key) || key instanceof Set || isMapping(key);
}
