import { toRepr } from '@weft/jinja';
import type { Json } from '../manifest/v12/index.js';
import { nearestHint } from '../nearest-hint.js';
import type { ParseScope, PropertyFile } from '../parse/parse-scope.js';
import { DbtError } from '../problems.js';
import type { YamlPath } from '../project/yaml-file.js';
import { type Fields, findFault, isMapping } from './shape/shape.js';
import { renderEntry, RenderFailure } from './yaml/render-entry.js';

/** One entry of a list of a property file, such as a model below `models:`. */
export interface PropertyEntry {
  /** `models`, `sources` ... */
  readonly section: string;
  /** Rendered; its reader may change it. */
  readonly data: Json;
  /** As written. */
  readonly written: Json;
  readonly source: PropertyFile;
  /** Where it stands in its file. */
  readonly path: YamlPath;
}

/** A fault of an entry at a place below it. */
export class EntryError extends DbtError {
  constructor(
    kind: DbtError['kind'],
    message: string,
    readonly below: YamlPath = [],
    hint?: string,
  ) {
    super(kind, message, hint === undefined ? {} : { hint });
  }
}

/** Gives every entry of a section to its reader; what is wrong with one is a problem at its place, and the next one is read. */
export function forEachEntry(scope: ParseScope, file: PropertyFile, section: string, read: (entry: PropertyEntry) => void): void {
  const list = file.value[section];
  if (list === undefined) return;
  if (!Array.isArray(list)) {
    const message = `${section} must be a list, got ${pythonType(list)} instead: (${trimmed(toRepr(list))})`;
    scope.problems.dbt('Parsing', message, { location: file.locate([section]) });
    return;
  }
  list.forEach((written: unknown, index) => {
    guardEntry(scope, file, [section, index], () => read(entryOf(scope, file, section, written, index)));
  });
}

/** Runs a step; what dbt would stop at is a problem at the entry's place. */
export function guardEntry(scope: ParseScope, file: PropertyFile, path: YamlPath, step: () => void): void {
  try {
    step();
  } catch (error) {
    if (error instanceof RenderFailure) {
      const { kind, message, details } = error.reason;
      const head = kind === 'Parsing' ? `Failed to render ${file.file.path} from project ${file.file.project.name}: ` : '';
      scope.problems.dbt(kind, `${head}${message}`, { location: file.locate([...path, ...error.path]), ...details });
    } else if (error instanceof EntryError) {
      scope.problems.dbt(error.kind, error.message, {
        location: file.locate([...path, ...writtenPlace(file, path, error.below)]),
        ...error.details,
      });
    } else if (error instanceof DbtError) {
      scope.problems.dbt(error.kind, error.message, { location: file.locate(path), ...error.details });
    } else {
      scope.problems.template(error, file.locate(path));
    }
  }
}

/** What dbt moves below `config` may be written beside it. */
function writtenPlace(file: PropertyFile, path: YamlPath, below: YamlPath): YamlPath {
  const [first, second] = below;
  if (first !== 'config' || second === undefined) return below;
  const entry = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], file.value);
  return isMapping(entry) && String(second) in entry ? below.slice(1) : below;
}

function entryOf(scope: ParseScope, source: PropertyFile, section: string, written: unknown, index: number): PropertyEntry {
  if (!isMapping(written)) {
    const list = toRepr(source.value[section]);
    throw new DbtError(
      'Parsing',
      `Invalid ${section} config given in ${source.file.path} @ ${section}: ${list} - expected a dict with string keys`,
    );
  }
  if (!('name' in written) && !('model' in written)) throw new DbtError('Parsing', 'Entry did not contain a name');
  const context = scope.yamlContext(source.file.project.name);
  const data = renderEntry(written, section, context) as Json;
  return { section, data, written, source, path: [section, index] };
}

/** What dbt adds to an entry that describes a node before it looks at its shape, and shows in its errors. */
export function addPlace({ section, data, source }: PropertyEntry): void {
  Object.assign(data, { original_file_path: source.file.path, yaml_key: section, package_name: source.file.project.name });
}

/** Throws dbt's words for the first thing in the entry that does not fit. */
export function assertShape(entry: PropertyEntry, shape: Fields): void {
  const fault = findFault(shape, entry.data);
  if (!fault) return;
  const at = `[${fault.path.map((key) => toRepr(key)).join('][')}]`;
  const hint = fault.unknownKey && nearestHint(fault.unknownKey.key, fault.unknownKey.known);
  throw invalidEntry(entry, `at path ${at}: ${fault.message}`, fault.path, hint);
}

/** dbt's `Invalid models config given in ...`. */
export function invalidEntry(entry: PropertyEntry, reason: string, below: YamlPath = [], hint?: string): EntryError {
  const { section, data, source } = entry;
  return new EntryError(
    'Parsing',
    `Invalid ${section} config given in ${source.file.path} @ ${section}: ${toRepr(data)} - ${reason}`,
    below,
    hint,
  );
}

function pythonType(value: unknown): string {
  if (value === null) return "<class 'NoneType'>";
  if (typeof value === 'string') return "<class 'str'>";
  if (typeof value === 'boolean') return "<class 'bool'>";
  return isMapping(value) ? "<class 'dict'>" : "<class 'int'>";
}

function trimmed(text: string): string {
  return text.length < 50 ? text : `${text.slice(0, 44)}...${text.slice(-3)}`;
}
