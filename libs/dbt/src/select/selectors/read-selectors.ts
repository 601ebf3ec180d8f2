import { toText } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import { INDIRECT_SELECTIONS, type IndirectSelection, type SelectionSpec } from '../spec/selection-spec.js';
import { parseRootDefinition } from './parse-definition.js';
import type { NamedSelector, Selectors } from './selectors.type.js';
import { writtenSelectors } from './written-selectors.js';

export const SELECTORS_FILE = 'selectors.yml';
export const NO_SELECTORS: Selectors = { named: [], written: {} };

/** selectors.yml as YAML says it, rendered -> its selectors; throws dbt's errors, for a definition that is wrong too. */
export function readSelectors(data: unknown): Selectors {
  if (data === null || data === undefined || (isDict(data) && Object.keys(data).length === 0)) return NO_SELECTORS;
  const entries = entriesOf(data);
  const named = entries.map((entry): NamedSelector => {
    const { name, definition, default: isDefault = false } = entry;
    if (typeof name !== 'string' || typeof isDefault !== 'boolean') throw malformed(entry);
    if (typeof definition !== 'string' && !isDict(definition)) throw malformed(entry);
    return { name, definition, isDefault };
  });
  assertOneDefault(named);
  try {
    buildSpecs(named, INDIRECT_SELECTIONS[0]);
  } catch (error) {
    if (error instanceof DbtError)
      throw new DbtError('Runtime', `Could not read selector file data: ${error.message}`, error.details);
    throw error;
  }
  return { named, written: writtenSelectors(entries) };
}

/** Each selector as a selection; one can name those above it. */
export function buildSpecs(
  named: readonly NamedSelector[],
  indirectSelection: IndirectSelection,
): ReadonlyMap<string, SelectionSpec> {
  const known = new Map<string, SelectionSpec>();
  for (const { name, definition } of named) known.set(name, parseRootDefinition(definition, { known, indirectSelection }));
  return known;
}

const KEYS = ['name', 'definition', 'description', 'default'];

function entriesOf(data: unknown): readonly Json[] {
  const list = isDict(data) ? data['selectors'] : undefined;
  if (!isDict(data) || !Array.isArray(list) || Object.keys(data).some((key) => key !== 'selectors' && key !== 'version')) {
    throw malformed(data);
  }
  for (const entry of list as readonly unknown[]) {
    if (!isDict(entry) || Object.keys(entry).some((key) => !KEYS.includes(key))) throw malformed(entry);
  }
  return list as readonly Json[];
}

function malformed(found: unknown): DbtError {
  return new DbtError(
    'Runtime',
    `Could not parse selector file data: \n${typeof found === 'object' ? JSON.stringify(found) : toText(found)}\n` +
      'Valid root-level selector definitions: union, intersection, string, dictionary. No lists. \n' +
      'https://docs.getdbt.com/reference/node-selection/yaml-selectors',
  );
}

function assertOneDefault(named: readonly NamedSelector[]): void {
  const [first, second] = named.filter(({ isDefault }) => isDefault);
  if (!first || !second) return;
  const rule = 'Error when parsing the selector file. Found multiple selectors with `default: true`:';
  throw new DbtError('Runtime', `${rule}${first.name} and ${second.name}`);
}

function isDict(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
