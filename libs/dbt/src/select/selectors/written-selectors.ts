import { splitCriterion, parseMethod } from '../spec/parse-criterion.js';
import type { Json } from '../../manifest/v12/index.js';

/** Selectors as manifest.json has them: each text taken apart, `tag: gold` written out, other selectors put in their place. */
export function writtenSelectors(selectors: readonly Json[]): Record<string, unknown> {
  const written: Record<string, Json> = {};
  for (const selector of selectors) {
    const definition = writeDefinition(selector['definition'], written);
    written[String(selector['name'])] = { ...selector, definition };
  }
  return written;
}

type Known = Readonly<Record<string, Json>>;

function writeDefinition(definition: unknown, known: Known): unknown {
  if (typeof definition === 'string') return writeText(definition);
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition)) return definition;
  for (const key of ['union', 'intersection'] as const) {
    const parts = (definition as Json)[key];
    if (Array.isArray(parts)) return { [key]: parts.map((part) => writeDefinition(part, known)) };
  }
  return writeDict(definition as Json, known);
}

function writeDict(definition: Json, known: Known): unknown {
  const [key = '', ...others] = Object.keys(definition);
  const found = definition[key];
  const value = Array.isArray(found) ? found.map((part) => writeDefinition(part, known)) : found;
  if (key === 'exclude') return { exclude: value };
  if (others.length === 0) return { method: key, value };
  return key === 'method' && value === 'selector' ? known[String(definition['value'])]?.['definition'] : definition;
}

function writeText(text: string): Json {
  const parts = splitCriterion(text);
  const { method, path } = parseMethod(parts);
  const written: Json = {
    childrens_parents: parts.childrens_parents === undefined ? undefined : true,
    parents: parts.parents === undefined ? undefined : true,
    parents_depth: parts.parents_depth,
    method: [method, ...path].join('.'),
    value: parts.value,
    children: parts.children === undefined ? undefined : true,
    children_depth: parts.children_depth,
  };
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined && value !== ''));
}
