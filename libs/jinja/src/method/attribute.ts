import { TemplateError } from '../template.errors.js';
import { callable } from '../value/callable.js';
import { HostObject } from '../value/host-object.js';
import { isMapping } from '../value/mapping.js';
import { itemOf } from '../value/subscript.js';
import { toRepr } from '../value/text.js';
import { Undefined } from '../value/undefined.js';
import { DICT_METHODS, listMethod } from './collection-methods.js';
import { STRING_METHODS } from './string-methods.js';

/** `target.name`: attribute, then item. Only tables of ours are asked, never a prototype. */
export function getAttribute(target: unknown, name: string): unknown {
  return reachable(target, name, () => {
    const attribute = attributeOf(target, name);
    return attribute === undefined ? itemOf(target, name) : attribute;
  });
}

/** `target[key]`: item, then attribute. */
export function getItem(target: unknown, key: unknown): unknown {
  const named = typeof key === 'string' ? key : toRepr(key);
  return reachable(target, named, () => {
    const item = itemOf(target, key);
    return item === undefined && typeof key === 'string' ? attributeOf(target, key) : item;
  });
}

function reachable(target: unknown, name: string, find: () => unknown): unknown {
  if (target instanceof Undefined) return target.member(name);
  if (target === undefined) throw new Undefined('value').fail();
  if (name.startsWith('__')) throw new TemplateError('security', `access to attribute '${name}' is unsafe`);
  const found = find();
  return found === undefined ? new Undefined(name, `${describe(target)} has no attribute '${name}'`) : found;
}

function attributeOf(target: unknown, name: string): unknown {
  if (target instanceof HostObject) return target.attribute(name);
  if (typeof target === 'string' && Object.hasOwn(STRING_METHODS, name)) {
    return callable(name, (args, kwargs) => STRING_METHODS[name]?.(target, args, kwargs));
  }
  if (Array.isArray(target)) {
    const method = listMethod(target as unknown[], name);
    return method && callable(name, (args) => method(target as unknown[], args));
  }
  if (isMapping(target) && Object.hasOwn(DICT_METHODS, name)) {
    return callable(name, (args, kwargs) => DICT_METHODS[name]?.(target, args, kwargs));
  }
  return undefined;
}

function describe(target: unknown): string {
  if (isMapping(target)) return `'dict object'`;
  if (target instanceof HostObject && target.typeName) return `'${target.typeName}'`;
  const text = toRepr(target);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
