export type PlainObject = Readonly<Record<string, unknown>>;
export type Mapping = Map<unknown, unknown> | PlainObject;

export function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isMapping(value: unknown): value is Mapping {
  return value instanceof Map || isPlainObject(value);
}

/** Entries of a dict of the template (a Map) or of the host (a plain object: own properties only). */
export function entriesOf(mapping: Mapping): [unknown, unknown][] {
  return mapping instanceof Map ? [...mapping] : Object.entries(mapping);
}

export function lookUp(mapping: Mapping, key: unknown): unknown {
  if (mapping instanceof Map) return mapping.get(key);
  return typeof key === 'string' && Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

export function hasKey(mapping: Mapping, key: unknown): boolean {
  return mapping instanceof Map ? mapping.has(key) : typeof key === 'string' && Object.hasOwn(mapping, key);
}
