import { isTrue, toRepr, toText } from '@weft/jinja';
import { nearestHint } from '../../nearest-hint.js';
import { DbtError } from '../../problems.js';
import {
  type Criterion,
  INDIRECT_SELECTIONS,
  type IndirectSelection,
  SELECTOR_METHODS,
  type SelectorMethod,
} from './selection-spec.js';

const CRITERION =
  /^(?<at>@)?(?<parents>(?<parentsDepth>\d*)\+)?(?:(?<method>[\w.]+):)?(?<value>.*?)(?<children>\+(?<childrenDepth>\d*))?$/;

/** A criterion's parts, as an entry of selectors.yml names them. */
export interface CriterionParts {
  readonly method?: string | undefined;
  readonly value: unknown;
  readonly childrens_parents?: unknown;
  readonly parents?: unknown;
  readonly parents_depth?: unknown;
  readonly children?: unknown;
  readonly children_depth?: unknown;
  readonly indirect_selection?: unknown;
}

/** `@tag:gold`, `2+stg_orders+` -> its parts. */
export function splitCriterion(raw: string): CriterionParts {
  const groups = CRITERION.exec(raw)?.groups;
  if (!groups) throw new DbtError('Runtime', `Invalid selector spec "${raw}"`);
  return {
    method: groups['method'],
    value: groups['value'] ?? '',
    childrens_parents: groups['at'],
    parents: groups['parents'],
    parents_depth: groups['parentsDepth'],
    children: groups['children'],
    children_depth: groups['childrenDepth'],
  };
}

export function parseCriterion(raw: string, indirectSelection: IndirectSelection): Criterion {
  return buildCriterion(raw, splitCriterion(raw), indirectSelection);
}

/** Throws dbt's errors; `raw` is what they show. */
export function buildCriterion(raw: unknown, parts: CriterionParts, indirectSelection: IndirectSelection): Criterion {
  const { method, path } = parseMethod(parts);
  const children = generationsOf(parts.children, parts.children_depth);
  const childrensParents = isTrue(parts.childrens_parents);
  if (childrensParents && isTrue(parts.children)) {
    throw new DbtError('Runtime', `Invalid node spec ${toText(raw)} - "@" prefix and "+" suffix are incompatible`);
  }
  return {
    kind: 'criterion',
    raw,
    method,
    path,
    value: parts.value,
    childrensParents,
    parents: generationsOf(parts.parents, parts.parents_depth),
    children,
    indirectSelection: indirectSelectionOf(parts, indirectSelection),
  };
}

/** `config.meta.owner` -> the method config with the path meta, owner; without a method, what the value looks like. */
export function parseMethod({ method, value }: CriterionParts): { method: SelectorMethod; path: readonly string[] } {
  if (method === undefined) return { method: defaultMethodOf(toText(value)), path: [] };
  const [name = '', ...path] = method.split('.');
  const known = SELECTOR_METHODS.find((each) => each === name);
  if (known !== undefined) return { method: known, path };
  throw new DbtError('Runtime', `'${name}' is not a valid method name`, { hint: nearestHint(name, SELECTOR_METHODS) });
}

function defaultMethodOf(value: string): SelectorMethod {
  if (value.includes('/')) return 'path';
  return /\.(sql|py|csv)$/i.test(value) ? 'file' : 'fqn';
}

function generationsOf(wanted: unknown, depth: unknown): number {
  if (!isTrue(wanted)) return 0;
  if (!isTrue(depth)) return Infinity;
  const generations = Number(depth);
  if (Number.isInteger(generations)) return generations;
  throw new DbtError('Runtime', `Invalid node spec - could not handle parent depth ${toText(depth)}`);
}

function indirectSelectionOf({ indirect_selection: own }: CriterionParts, usual: IndirectSelection): IndirectSelection {
  if (own === undefined) return usual;
  const known = INDIRECT_SELECTIONS.find((each) => each === own);
  if (known !== undefined) return known;
  throw new DbtError('Runtime', `${toRepr(own)} is not a valid IndirectSelection`);
}
