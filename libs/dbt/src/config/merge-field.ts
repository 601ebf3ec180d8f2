import { isMapping } from '../schema/shape/shape.js';
import type { Json } from '../manifest/v12/index.js';
import { DbtError } from '../problems.js';
import type { MergeBehaviour } from './config-class.js';

export function listify(value: unknown): unknown[] {
  return Array.isArray(value) ? [...(value as unknown[])] : [value];
}

/** A field's value and a nearer one -> the value of both. */
export function mergeField(behaviour: MergeBehaviour, own: unknown, nearer: unknown): unknown {
  switch (behaviour) {
    case 'clobber':
      return nearer;
    case 'append':
      return [...listify(own), ...listify(nearer)];
    case 'update':
      return { ...dict(own), ...dict(nearer) };
    case 'dictKeyAppend':
      return appendByKey(dict(own), dict(nearer));
  }
}

function dict(value: unknown): Json {
  if (isDict(value)) return value;
  throw new DbtError('Internal', `expected dict, got ${String(value)}`);
}

/** `grants`: `select` replaces what was there, `+select` adds to it. */
function appendByKey(own: Json, nearer: Json): Json {
  const merged: Record<string, unknown[]> = {};
  for (const [key, value] of Object.entries(own)) merged[key] = listify(value);
  for (const [written, value] of Object.entries(nearer)) {
    const key = written.replace(/^\++/, '');
    const before = written.startsWith('+') ? (merged[key] ?? []) : [];
    merged[key] = [...before, ...listify(value)];
  }
  return merged;
}

const APPENDED: ReadonlySet<string> = new Set(['pre-hook', 'pre_hook', 'post-hook', 'post_hook', 'tags', 'packages']);
const UPDATED: ReadonlySet<string> = new Set(['quoting', 'column_types', 'meta', 'docs', 'contract']);

/** Several calls of config() in one file: dbt's rules for them, which differ a little from those between files. */
export function mergeConfigCall(calls: Json, written: Json): void {
  if (Object.keys(calls).length === 0) {
    Object.assign(calls, written);
    return;
  }
  for (const [key, value] of Object.entries(written)) calls[key] = mergeCall(key, calls[key], value);
}

function mergeCall(key: string, before: unknown, value: unknown): unknown {
  if (APPENDED.has(key)) return before === undefined ? listify(value) : [...listify(before), ...listify(value)];
  if (UPDATED.has(key)) return isDict(before) ? { ...before, ...dict(value) } : dict(value);
  if (key === 'snapshot_meta_column_names') return { ...(isDict(before) ? before : {}), ...dict(value) };
  return key === 'grants' ? mergeGrants(before, dict(value)) : value;
}

/** The `+` stays: it is for the merge with what other files say. */
function mergeGrants(before: unknown, value: Json): Json {
  const merged: Record<string, unknown[]> = {};
  for (const [key, names] of Object.entries(isDict(before) ? before : {})) merged[key] = listify(names);
  for (const [key, names] of Object.entries(value)) {
    merged[key] = key.startsWith('+') && merged[key] ? [...merged[key], ...listify(names)] : listify(names);
  }
  return merged;
}

function isDict(value: unknown): value is Json {
  return isMapping(value);
}
