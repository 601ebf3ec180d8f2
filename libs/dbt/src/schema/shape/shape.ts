import { toRepr } from '@weft/jinja';
import type { YamlPath } from '../../project/yaml-file.js';

/** What a value of a property file may look like: the part of JSON Schema that dbt checks with. */
export type Shape =
  | { readonly kind: 'any' }
  | { readonly kind: 'string' | 'boolean' | 'integer' | 'number' | 'null' | 'mapping' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'either'; readonly shapes: readonly Shape[] }
  | Fields;

export interface Fields {
  readonly kind: 'fields';
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  /** Whether other keys are let through. */
  readonly open: boolean;
}

export interface ShapeFault {
  /** jsonschema's words. */
  readonly message: string;
  readonly path: YamlPath;
  /** A key that no field has, for a hint. */
  readonly unknownKey?: { readonly key: string; readonly known: readonly string[] };
}

/** The first thing that is wrong, in the order in which dbt looks; null where the value fits. */
export function findFault(shape: Shape, value: unknown, path: YamlPath = []): ShapeFault | null {
  switch (shape.kind) {
    case 'any':
      return null;
    case 'choice':
      return typeof value === 'string' && shape.values.includes(value) ? null : { message: notOneOf(value, shape.values), path };
    case 'either':
      return shape.shapes.some((one) => findFault(one, value, path) === null) ? null : { message: underNone(value), path };
    case 'list':
      return Array.isArray(value) ? faultOfItems(shape.item, value, path) : wrongType(value, 'array', path);
    case 'fields':
      return isMapping(value) ? faultOfFields(shape, value, path) : wrongType(value, 'object', path);
    default:
      return hasType(shape.kind, value) ? null : wrongType(value, shape.kind === 'mapping' ? 'object' : shape.kind, path);
  }
}

function faultOfItems(item: Shape, values: readonly unknown[], path: YamlPath): ShapeFault | null {
  for (const [index, value] of values.entries()) {
    const fault = findFault(item, value, [...path, index]);
    if (fault) return fault;
  }
  return null;
}

function faultOfFields(
  { fields, required, open }: Fields,
  value: Readonly<Record<string, unknown>>,
  path: YamlPath,
): ShapeFault | null {
  for (const [name, shape] of Object.entries(fields)) {
    if (!Object.hasOwn(value, name)) continue;
    const fault = findFault(shape, value[name], [...path, name]);
    if (fault) return fault;
  }
  const unknown = open ? [] : Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
  if (unknown[0] !== undefined) {
    return { message: unexpected(unknown), path, unknownKey: { key: unknown[0], known: Object.keys(fields) } };
  }
  const missing = required.find((name) => !Object.hasOwn(value, name));
  return missing === undefined ? null : { message: `${toRepr(missing)} is a required property`, path };
}

function hasType(kind: string, value: unknown): boolean {
  switch (kind) {
    case 'string':
    case 'boolean':
      return typeof value === kind;
    case 'null':
      return value === null;
    case 'integer':
      return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
    case 'number':
      return typeof value === 'bigint' || typeof value === 'number' || isWholeFloat(value);
    default:
      return isMapping(value);
  }
}

function isWholeFloat(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'number' && !isMapping(value);
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function wrongType(value: unknown, type: string, path: YamlPath): ShapeFault {
  return { message: `${toRepr(value)} is not of type '${type}'`, path };
}

function notOneOf(value: unknown, values: readonly string[]): string {
  return `${toRepr(value)} is not one of ${toRepr(values)}`;
}

function underNone(value: unknown): string {
  return `${toRepr(value)} is not valid under any of the given schemas`;
}

function unexpected(keys: readonly string[]): string {
  const verb = keys.length === 1 ? 'was' : 'were';
  return `Additional properties are not allowed (${keys.map(toRepr).join(', ')} ${verb} unexpected)`;
}
