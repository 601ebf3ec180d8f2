import type { SourceLocation } from '@weft/kernel';
import { load, YAMLException } from 'js-yaml';
import type { Json } from '../../manifest/v12/index.js';
import type { PackageFile, PropertyFile } from '../../parse/parse-scope.js';
import { Problems } from '../../problems.js';
import { YamlFile, type YamlPath } from '../../project/yaml-file.js';
import { isMapping } from '../shape/shape.js';
import { YAML_SCHEMA } from './yaml-schema.js';

/** The lists whose entries dbt wants to be mappings with a name, before it reads any of them. */
const CHECKED_LISTS = [
  ...['models', 'seeds', 'snapshots', 'sources', 'macros', 'analyses', 'exposures', 'metrics', 'semantic_models'],
  ...['saved_queries', 'functions'],
];

/** A property file as data; null where it is empty, or, with problems, where it cannot be used. */
export function readPropertyFile(file: PackageFile, problems: Problems): PropertyFile | null {
  const text = file.read().trim();
  if (text === '') return null;
  const value = parseYaml(file, text, problems);
  if (value === null || value === undefined || value === FAILED) return null;
  const read = new TextPropertyFile(file, text, value as Json);
  return isMapping(value) ? checkLists(read, problems) : refuse(read, problems);
}

const FAILED = Symbol('not YAML');

function parseYaml(file: PackageFile, text: string, problems: Problems): unknown {
  try {
    return load(text, { schema: YAML_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return error.reason === 'duplicated mapping key'
      ? parseLoosely(file, text, error, problems)
      : fail(file, text, error, problems);
  }
}

/** Where a key is written twice the last one counts; dbt warns of it. */
function parseLoosely(file: PackageFile, text: string, { mark }: YAMLException, problems: Problems): unknown {
  const location = { file: file.place, line: mark.line + 1, column: mark.column + 1 };
  const key = (/^\s*(?:- )*\s*([^:]+):/.exec(text.split('\n')[mark.line] ?? '')?.[1] ?? '').trim();
  const where = `line ${mark.line + 1}, column ${mark.column + 1}`;
  const message = `Duplicate key '${key}' in "<unicode string>", ${where} in file \`${file.path}\``;
  problems.warn('DuplicateYAMLKeysDeprecation', message, { location });
  try {
    return load(text, { schema: YAML_SCHEMA, json: true });
  } catch (error) {
    if (error instanceof YAMLException) return fail(file, text, error, problems);
    throw error;
  }
}

function fail(file: PackageFile, text: string, error: YAMLException, problems: Problems): typeof FAILED {
  const { reason } = error;
  const mark = placeOf(error, text);
  const line = mark.line + 1;
  const rule = '-'.repeat(30);
  const raw = `${reason}\n  in "<unicode string>", line ${line}, column ${mark.column + 1}`;
  const detail = `Syntax error near line ${line}\n${rule}\n${numbered(text, mark.line)}\n\nRaw Error:\n${rule}\n${raw}`;
  const message = `Error reading ${file.project.name}: ${file.relativePath} - Runtime Error\n  ${detail.replaceAll('\n', '\n  ')}`;
  problems.dbt('Parsing', message, { location: { file: file.place, line, column: mark.column + 1 } });
  return FAILED;
}

/** Where the parser stopped; of a second document it does not say where that begins. */
function placeOf({ mark }: { readonly mark?: YAMLException['mark'] }, text: string): { line: number; column: number } {
  if (mark) return mark;
  const lines = text.split('\n');
  return {
    line: Math.max(
      0,
      lines.findIndex((line, index) => index > 0 && line.startsWith('---')),
    ),
    column: 0,
  };
}

function numbered(text: string, line: number): string {
  const first = Math.max(line - 3, 0);
  return text
    .split('\n')
    .slice(first, line + 4)
    .map((content, index) => `${String(first + index + 1).padEnd(3)}| ${content}`)
    .join('\n');
}

function refuse(read: PropertyFile, problems: Problems): null {
  const { project, path, relativePath } = read.file;
  const reason = `Contents of file '${path}' are not valid. Dictionary expected.`;
  const message = `Error reading ${project.name}: ${relativePath} - Runtime Error\n  ${reason}`;
  problems.dbt('Parsing', message, { location: read.locate([]) });
  return null;
}

function checkLists(read: PropertyFile, problems: Problems): PropertyFile | null {
  for (const key of CHECKED_LISTS.filter((name) => name in read.value)) {
    const [reason, path] = faultOfList(key, read.value[key]);
    if (reason === null) continue;
    const message = `The schema file at ${read.file.path} is invalid because ${reason}`;
    problems.dbt('Parsing', message, { location: read.locate(path) });
    return null;
  }
  return read;
}

function faultOfList(key: string, list: unknown): [string | null, YamlPath] {
  if (!Array.isArray(list)) return [`the value of '${key}' is not a list`, [key]];
  for (const [index, element] of list.entries()) {
    if (!isMapping(element)) return [`a list element for '${key}' is not a dictionary`, [key, index]];
    if (!('name' in element)) return [`a list element for '${key}' does not have a name attribute.`, [key, index]];
  }
  return [null, []];
}

class TextPropertyFile implements PropertyFile {
  private positions: YamlFile | null | undefined;

  constructor(
    readonly file: PackageFile,
    private readonly text: string,
    readonly value: Json,
  ) {}

  locate(path: YamlPath): SourceLocation {
    if (this.positions === undefined) this.positions = YamlFile.parse(this.file.place, this.text, new Problems());
    return this.positions?.locate(path) ?? { file: this.file.place, line: 1 };
  }
}
