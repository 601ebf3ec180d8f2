import { type Diagnostic, nearestNames } from '@weft/kernel';
import { z } from 'zod';
import { mistakeAt, mistakeAtKey, type Placed } from './placed.js';
import type { YamlPath } from './yaml-file.js';

type Issue = z.core.$ZodIssue;

/**
 * Reads a value by its schema. Every field that does not belong there is told and left out, every wrong or missing one is told;
 * null only if what is left has no sound shape.
 */
export function readShape<T>(placed: Placed<unknown>, schema: z.ZodType<T>, found: Diagnostic[]): T | null {
  const strict = schema.safeParse(placed.value);
  if (strict.success) return strict.data;
  const issues = strict.error.issues;
  found.push(...issues.flatMap((issue) => tell(placed, schema, issue)));
  if (!issues.every((issue) => issue.code === 'unrecognized_keys')) return null;
  const loose = schema.safeParse(withoutUnknown(placed.value, issues));
  return loose.success ? loose.data : null;
}

function tell(placed: Placed<unknown>, schema: z.ZodType, issue: Issue): Diagnostic[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => tellUnknown(placed, schema, path, key));
  if (isMissing(placed.value, path)) {
    const field = String(path.at(-1));
    const message = `The field '${field}' is missing.`;
    return [mistakeAt(placed, path, { code: 'MESH_MISSING_FIELD', message, hint: `Expected ${expected(issue)}.` })];
  }
  const name = path.length > 0 ? `'${path.join('.')}'` : 'This';
  const mistake = {
    code: 'MESH_WRONG_VALUE',
    message: `${name} is not what it should be.`,
    hint: `Expected ${expected(issue)}.`,
  };
  return [mistakeAt(placed, path, mistake)];
}

function tellUnknown(placed: Placed<unknown>, schema: z.ZodType, path: YamlPath, key: string): Diagnostic {
  const known = fieldsAt(schema, path);
  const near = nearestNames(key, known);
  return mistakeAtKey(placed, path, key, {
    code: 'MESH_UNKNOWN_FIELD',
    message: `There is no field '${key}' here.`,
    hint: `${near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : ''}Expected ${known.join(', ')}.`,
  });
}

/** What was expected; a schema says it in its own words or by its kind. The value itself is never repeated: it may be a secret. */
function expected(issue: Issue): string {
  if (issue.message.startsWith(WORDS)) return issue.message.slice(WORDS.length);
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_key' && issue.issues[0]) return expected(issue.issues[0]);
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ');
  return 'another value';
}

const WORDS = 'expected ';

/** The message with which a schema says what it expects. */
export function inWords(text: string): string {
  return `${WORDS}${text}`;
}

const KINDS: Partial<Record<string, string>> = {
  string: 'a text (numbers and dates in quotes)',
  array: 'a list',
  object: 'fields and their values',
  record: 'names and their values',
};

function isMissing(value: unknown, path: YamlPath): boolean {
  const parent = path.slice(0, -1).reduce<unknown>(stepInto, value);
  const field = path.at(-1);
  return typeof field === 'string' && typeof parent === 'object' && parent !== null && !Object.hasOwn(parent, field);
}

function stepInto(value: unknown, part: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined;
}

/** The names of the fields that a schema has at a path. */
function fieldsAt(schema: z.ZodType, path: YamlPath): string[] {
  const inner = path.reduce<z.ZodType | null>((at, part) => at && schemaOf(unwrap(at), part), schema);
  const object = inner && unwrap(inner);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function schemaOf(schema: z.ZodType, part: string | number): z.ZodType | null {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.ZodType>)[part] ?? null;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return null;
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

function withoutUnknown(value: unknown, issues: readonly Issue[]): unknown {
  const copy = structuredClone(value);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const parent = issue.path.map((part) => (typeof part === 'number' ? part : String(part))).reduce<unknown>(stepInto, copy);
    for (const key of issue.keys) if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, key);
  }
  return copy;
}
