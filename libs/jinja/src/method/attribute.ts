import type { SourceLocation } from '@weft/kernel';
import { Macro } from '../compile/macro.js';
import { Callable, callable, callValue, type Kwargs } from '../value/callable.js';
import { HostObject } from '../value/host-object.js';
import { entriesOf, isMapping } from '../value/mapping.js';
import { itemOf } from '../value/subscript.js';
import { toRepr } from '../value/text.js';
import { Tuple } from '../value/tuple.js';
import { describe } from '../value/type-name.js';
import { Undefined } from '../value/undefined.js';
import { formatBraces } from './brace-format.js';
import { dictMethod } from './dict-methods.js';
import { listMethod } from './list-methods.js';
import { setMethod } from './set-methods.js';
import { STRING_METHODS } from './string-methods.js';

export type Method = (args: readonly unknown[], kwargs: Kwargs) => unknown;

/** `target.name`: attribute, then item. Only tables of ours are asked, never a prototype. */
export function getAttribute(target: unknown, name: string): unknown {
  refuseUndefined(target, name);
  const attribute = attributeOf(target, name);
  const found = attribute === undefined ? itemOf(target, name) : attribute;
  return found === undefined ? notFound(target, name) : found;
}

/** An attribute, never an item. */
export function getOnlyAttribute(target: unknown, name: string): unknown {
  refuseUndefined(target, name);
  return attributeOf(target, name) ?? notFound(target, name);
}

/** `target[key]`: item, then attribute. */
export function getItem(target: unknown, key: unknown): unknown {
  refuseUndefined(target, key);
  const item = itemOf(target, key);
  if (item !== undefined) return item;
  const found = typeof key === 'string' ? attributeOf(target, key) : undefined;
  return found === undefined ? notFound(target, key) : found;
}

/** `target.name(...)`: a method of a value is called without being made a value first. */
export function callMethod(
  target: unknown,
  name: string,
  args: readonly unknown[],
  kwargs: Kwargs,
  site: SourceLocation,
): unknown {
  const method = target instanceof HostObject || target instanceof Undefined ? undefined : methodOf(target, name);
  return method ? method(args, kwargs) : callValue(getAttribute(target, name), args, kwargs, site);
}

function refuseUndefined(target: unknown, key: unknown): void {
  if (target instanceof Undefined) {
    const member = target.member(typeof key === 'string' ? key : toRepr(key));
    if (member instanceof Undefined) return;
  }
  if (target === undefined) throw new Undefined('value').fail();
}

function notFound(target: unknown, key: unknown): Undefined {
  if (target instanceof Undefined) return target;
  if (typeof key !== 'string') return new Undefined('item', `${describe(target)} has no element ${toRepr(key)}`);
  if (!key.startsWith('__')) return new Undefined(key, `'${describe(target)}' has no attribute '${key}'`);
  return new Undefined(
    key,
    `access to attribute '${key}' of '${describe(target).replace(/ object$/, '')}' object is unsafe.`,
    'security',
  );
}

function attributeOf(target: unknown, name: string): unknown {
  if (target instanceof HostObject) return target.attribute(name);
  if (target instanceof Undefined) return undefined;
  const method = methodOf(target, name);
  if (method) return callable(name, method);
  if (target instanceof Tuple && target.names?.includes(name)) return target[target.names.indexOf(name)];
  return target instanceof Callable ? attributeOfCallable(target, name) : undefined;
}

function methodOf(target: unknown, name: string): Method | undefined {
  if (typeof target === 'string') {
    if (name === 'format') return (args, kwargs) => formatBraces(target, args, kwargs, ACCESS);
    if (name === 'format_map') return ([mapping]) => formatBraces(target, [], kwargsOf(mapping), ACCESS);
    const method = Object.hasOwn(STRING_METHODS, name) ? STRING_METHODS[name] : undefined;
    return method && ((args, kwargs) => method(target, args, kwargs));
  }
  if (Array.isArray(target)) return listMethod(target as unknown[], name);
  if (isMapping(target)) return dictMethod(target, name);
  return target instanceof Set ? setMethod(target, name) : undefined;
}

function attributeOfCallable(target: Callable, name: string): unknown {
  if (name === 'name') return target.name;
  if (!(target instanceof Macro)) return undefined;
  const { parameters, takes } = target.signature;
  if (name === 'arguments') return Tuple.fromItems(parameters);
  if (name === 'caller') return takes.includes('caller');
  if (name === 'catch_kwargs') return takes.includes('kwargs');
  return name === 'catch_varargs' ? takes.includes('varargs') : undefined;
}

const ACCESS = { attribute: getAttribute, item: getItem };

function kwargsOf(mapping: unknown): Kwargs {
  return new Map(isMapping(mapping) ? entriesOf(mapping).map(([key, value]) => [toRepr(key).slice(1, -1), value]) : []);
}
