import type { Json } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { duplicateName } from '../duplicate-name.js';
import { fixOfDuplicates } from '../patch/apply-patch.js';
import { fqnOf } from '../patch/fqn.js';
import { assertShape, invalidEntry, type PropertyEntry } from '../property-entry.js';
import { isMapping } from '../shape/shape.js';
import { SOURCE, SOURCE_PATCH } from '../shape/shapes.js';
import type { SourceDraft, SourceDrafts } from './source-draft.js';

/** Adapters call databases and schemas by names of their own, which YAML may use. */
const ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  trino: { catalog: 'database' },
  databricks: { catalog: 'database' },
  bigquery: { project: 'database', dataset: 'schema' },
};

/** A source, or the override of another package's one. */
export function readSource(scope: ParseScope, entry: PropertyEntry, drafts: SourceDrafts): void {
  const data = translate(entry.data, ALIASES[scope.adapterType] ?? {}) as Json;
  const translated = { ...entry, data };
  if ('overrides' in data) {
    readOverride({ ...translated, data: { ...data, path: entry.source.file.path } }, drafts);
    return;
  }
  assertShape(translated, SOURCE);
  assertLoadedAt(translated);
  addTables(translated, drafts);
}

function translate(value: unknown, aliases: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => translate(item, aliases));
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [aliases[key] ?? key, translate(item, aliases)]));
}

function assertLoadedAt(entry: PropertyEntry): void {
  const tables = (entry.data['tables'] ?? []) as Json[];
  if ([entry.data, ...tables].some((one) => one['loaded_at_field'] === '')) {
    throw invalidEntry(entry, 'at path []: loaded_at_field cannot be an empty string.');
  }
}

function addTables({ data, written, source, path }: PropertyEntry, drafts: SourceDrafts): void {
  const { file } = source;
  const name = data['name'] as string;
  const unrendered = { database: textOf(written['database']), schema: textOf(written['schema']) };
  ((data['tables'] ?? []) as Json[]).forEach((table, index) => {
    const tableName = table['name'] as string;
    const draft: SourceDraft = {
      uniqueId: `source.${file.project.name}.${name}.${tableName}`,
      fqn: fqnOf(file, name, tableName),
      source: data,
      table,
      file: source,
      path: [...path, 'tables', index],
      unrendered,
    };
    const other = drafts.tables.get(draft.uniqueId);
    if (other) throw duplicate(draft, other);
    drafts.tables.set(draft.uniqueId, draft);
  });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function duplicate(draft: SourceDraft, other: SourceDraft): DbtError {
  const [source, table] = [String(draft.source['name']), String(draft.table['name'])];
  const placed = ({ uniqueId, file }: SourceDraft) => ({ unique_id: uniqueId, original_file_path: file.file.path });
  const what = `source("${source}", "${table}")`;
  return duplicateName(placed(draft), placed(other), {
    plural: 'sources',
    name: `${source}_${table}`,
    action: 'looking for',
    what,
  });
}

function readOverride(entry: PropertyEntry, drafts: SourceDrafts): void {
  assertShape(entry, SOURCE_PATCH);
  const { data, source, path } = entry;
  const [overrides, name] = [data['overrides'] as string, data['name'] as string];
  const other = drafts.findOverride(overrides, name);
  if (other) {
    const fix = fixOfDuplicates(source.file.path, other.file.file.path, `${overrides}.${name}`, 'sources');
    throw new DbtError(
      'Compilation',
      `dbt found two schema.yml entries for the same source named ${name} in package ${overrides}. Sources may only be overridden a ` +
        `single time. To fix this, ${fix}`,
    );
  }
  drafts.addOverride(overrides, name, { data, file: source, path, usedTables: new Set(), used: false });
}
