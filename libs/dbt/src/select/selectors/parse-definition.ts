import { isEqual, toRepr, toText } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import { buildCriterion, type CriterionParts, parseCriterion } from '../spec/parse-criterion.js';
import { groupOf, type IndirectSelection, type SelectionSpec } from '../spec/selection-spec.js';

export interface DefinitionScope {
  /** The selectors above this one, which `method: selector` can name. */
  readonly known: ReadonlyMap<string, SelectionSpec>;
  readonly indirectSelection: IndirectSelection;
}

/** The `definition:` of a selector; throws dbt's errors. */
export function parseRootDefinition(definition: unknown, scope: DefinitionScope): SelectionSpec {
  if (isDict(definition) && ('union' in definition || 'intersection' in definition) && Object.keys(definition).length > 1) {
    const keys = Object.keys(definition).join(',');
    const rule = `Only a single 'union' or 'intersection' key is allowed in a root level selector definition`;
    throw new DbtError('Runtime', `${rule}; found ${keys}.`);
  }
  return parseDefinition(definition, scope);
}

function parseDefinition(definition: unknown, scope: DefinitionScope): SelectionSpec {
  if (typeof definition === 'string') return parseCriterion(definition, scope.indirectSelection);
  if (!isDict(definition)) {
    throw new DbtError('Runtime', `Expected to find union, intersection, str or dict, instead found ${toText(definition)}`);
  }
  if ('union' in definition) return parseGroup('union', definition, scope);
  return 'intersection' in definition ? parseGroup('intersection', definition, scope) : parseDict(definition, scope);
}

function parseGroup(kind: 'union' | 'intersection', definition: Json, scope: DefinitionScope): SelectionSpec {
  const included: SelectionSpec[] = [];
  let excluded: SelectionSpec | null = null;
  for (const part of partsOf(definition, kind)) {
    if (!isDict(part) || !('exclude' in part)) {
      included.push(parseDefinition(part, scope));
      continue;
    }
    if (excluded) {
      const rule = 'You cannot provide multiple exclude arguments to the same selector set operator';
      throw new DbtError('Runtime', `${rule}:\n${JSON.stringify(part)}`);
    }
    excluded = parseExclusions(part, scope);
  }
  const group = groupOf(kind, included);
  return excluded ? groupOf('difference', [group, excluded]) : group;
}

function parseExclusions(definition: Json, scope: DefinitionScope): SelectionSpec | null {
  const parts = partsOf(definition, 'exclude').map((part) => parseDefinition(part, scope));
  return parts.length > 1 ? groupOf('union', parts) : (parts[0] ?? null);
}

function parseDict(definition: Json, scope: DefinitionScope): SelectionSpec {
  const [first, ...others] = Object.keys(definition);
  if (first !== undefined && others.length === 0) {
    return buildCriterion(definition, { method: first, value: definition[first] }, scope.indirectSelection);
  }
  if (definition['method'] === 'selector') return inherited(definition['value'], scope);
  if (!('method' in definition && 'value' in definition)) {
    const found = toRepr(Object.keys(definition));
    throw new DbtError('Runtime', `Expected either 1 key or else "method" and "value" keys, but got ${found}`);
  }
  const { exclude, ...parts } = definition;
  const excluded = exclude === undefined ? null : parseExclusions(definition, scope);
  const criterion = buildCriterion(definition, parts as unknown as CriterionParts, scope.indirectSelection);
  return excluded ? groupOf('difference', [criterion, excluded]) : criterion;
}

function inherited(name: unknown, { known }: DefinitionScope): SelectionSpec {
  for (const [other, spec] of known) if (isEqual(other, name)) return spec;
  throw new DbtError('Runtime', `Existing selector definition for ${toText(name)} not found.`);
}

function partsOf(definition: Json, key: string): readonly unknown[] {
  const parts = definition[key];
  if (!Array.isArray(parts)) throw new DbtError('Runtime', `Invalid value for key "${key}". Expected a list.`);
  for (const part of parts as readonly unknown[]) {
    if (typeof part === 'string' || isDict(part)) continue;
    throw new DbtError('Runtime', `Invalid value type in key "${key}", expected dict or str (value: ${toText(part)}).`);
  }
  return parts as readonly unknown[];
}

function isDict(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
