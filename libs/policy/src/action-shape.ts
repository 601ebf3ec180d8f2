import type { PolicyAction, PolicyActionKind } from './policy-action.js';
import { RELATION_WRITE_OPERATIONS } from './relation-write-operation.js';

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const WRITES: ReadonlySet<unknown> = new Set(RELATION_WRITE_OPERATIONS);
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isTexts = (value: unknown): boolean => Array.isArray(value) && Array.from<unknown>(value).every(isText);
const isWrite = (value: unknown): boolean => WRITES.has(value);
const shaped = (shape: Shape) => (value: unknown) => hasShape(value, shape);
const optional = (check: (value: unknown) => boolean) => (value: unknown) => value === undefined || check(value);

const isRelation = shaped({ catalog: isText, schema: isText, table: isText });
const isRoutine = shaped({ catalog: isText, schema: isText, name: isText });

const NOTHING: Shape = {};
const CATALOG: Shape = { catalog: isText };
const SCHEMA: Shape = { catalog: isText, schema: isText, properties: optional(isTexts) };
const RELATION: Shape = { relation: isRelation };
const COLUMNS: Shape = { relation: isRelation, columns: isTexts };
const FUNCTION: Shape = { function: isRoutine };

/** Every action there is, with the fields that it must have: what does not fit is no action, and is denied. */
const ACTION_SHAPES: Readonly<Record<PolicyActionKind, Shape>> = {
  'query:execute': NOTHING,
  'query:view': { owner: isText },
  'query:kill': { owner: isText },
  'user:impersonate': { user: isText },
  'session:set': { catalog: (value) => value === null || isText(value), property: isText },
  'system:read': NOTHING,
  'system:write': NOTHING,
  'catalog:access': CATALOG,
  'catalog:create': CATALOG,
  'catalog:drop': CATALOG,
  'schema:show': SCHEMA,
  'schema:showDefinition': SCHEMA,
  'schema:create': SCHEMA,
  'schema:drop': SCHEMA,
  'schema:setAuthorization': SCHEMA,
  'schema:rename': { ...CATALOG, schema: isText, target: shaped({ catalog: isText, schema: isText }) },
  'relation:select': COLUMNS,
  'relation:selectThroughView': COLUMNS,
  'relation:show': RELATION,
  'relation:showColumn': { relation: isRelation, column: isText },
  'relation:showDefinition': RELATION,
  'relation:write': { relation: isRelation, operation: isWrite, properties: optional(isTexts), target: optional(isRelation) },
  'function:show': FUNCTION,
  'function:showDefinition': FUNCTION,
  'function:execute': FUNCTION,
  'function:executeThroughView': FUNCTION,
  'function:create': FUNCTION,
  'function:drop': FUNCTION,
  'procedure:execute': { procedure: isRoutine },
};

const SHAPES = new Map<unknown, Shape>(Object.entries(ACTION_SHAPES));

/** Whether something, from wherever it came, is an action with all that belongs to it. */
export function isPolicyAction(value: unknown): value is PolicyAction {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const shape = SHAPES.get(value.kind);
  return shape !== undefined && hasShape(value, shape);
}

function hasShape(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(shape).every(([field, check]) => check(fields.get(field)));
}
