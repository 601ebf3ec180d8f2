import { TemplateError } from '../template.errors.js';
import { isEqual } from './equality.js';
import { hashable } from './hashable.js';
import { HostObject } from './host-object.js';
import { toItems } from './iterate.js';
import { hasKey, isMapping } from './mapping.js';
import { typeName } from './type-name.js';

/** Python's `item in container`. */
export function contains(container: unknown, item: unknown): boolean {
  if (typeof container === 'string') {
    if (typeof item === 'string') return container.includes(item);
    throw new TemplateError('type', `'in <string>' requires string as left operand, not ${typeName(item)}`);
  }
  if (isMapping(container)) return hasKey(container, hashable(item));
  if (container instanceof HostObject && container.has) return container.has(item);
  return toItems(container, 'contain').some((each) => isEqual(each, item));
}
