import { toRepr, toText } from '@weft/jinja';
import { nearestHint } from '../nearest-hint.js';
import { findFault, isMapping as isPlainMapping } from '../schema/shape/shape.js';
import type { Json } from '../manifest/v12/index.js';
import type { Problems } from '../problems.js';
import { renderTree } from '../context/render-native.js';
import type { Context } from '../parse/parse-context.port.js';
import { CONFIG_TREES, type ConfigTree, type DbtProject, type QueryComment } from './dbt-project.types.js';
import { assertDbtVersion } from './dbt-version.js';
import { faultOfName, PROJECT_FILE_SHAPE, type ProjectFileShape } from './project-file-schema.js';
import type { ProjectFiles } from './project-files.port.js';
import { YamlFile, type YamlPath } from './yaml-file.js';

export const PROJECT_FILE = 'dbt_project.yml';

/** dbt_project.yml as written, `tests` named `data_tests` as dbt does. */
export interface RawProject {
  readonly file: YamlFile;
  readonly folder: string;
  readonly value: Json;
}

/** Null, with a problem, where there is none or it cannot be read. */
export function loadRawProject(files: ProjectFiles, folder: string, problems: Problems): RawProject | null {
  const path = folder === '' ? PROJECT_FILE : `${folder}/${PROJECT_FILE}`;
  if (!files.list().includes(path)) {
    problems.dbt('Runtime', `No ${PROJECT_FILE} found at expected path ${path}`, {
      hint: folder === '' ? `Point at the folder that holds ${PROJECT_FILE}.` : undefined,
    });
    return null;
  }
  const file = YamlFile.parse(path, files.read(path), problems);
  if (!file) return null;
  if (!isMapping(file.value)) {
    problems.dbt('Runtime', `${PROJECT_FILE} does not parse to a dictionary`, { location: { file: path } });
    return null;
  }
  if ('tests' in file.value && 'data_tests' in file.value) {
    const words = "at path []: Invalid project config: cannot have both 'tests' and 'data_tests' defined";
    problems.dbt('Runtime', words, { location: file.locate(['tests']) });
    return null;
  }
  return { file, folder, value: withDataTests(file.value) };
}

function withDataTests(value: Json): Json {
  if (!('tests' in value)) return value;
  const { tests, ...rest } = value;
  return { ...rest, data_tests: tests };
}

export interface ProjectReading {
  readonly context: Context;
  readonly problems: Problems;
  readonly versionCheck: boolean;
  readonly targetPath?: string | undefined;
  readonly isRoot: boolean;
}

/** Renders and checks a dbt_project.yml; null, with problems, where it is wrong. */
export function readProjectFile(raw: RawProject, reading: ProjectReading): DbtProject | null {
  const { problems } = reading;
  const known = problems.diagnostics.length;
  const rendered = renderProject(raw, reading);
  if (reading.versionCheck) checkVersion(raw, rendered, problems);
  checkShape(raw, rendered, problems);
  warnOfOldKeys(raw, problems);
  if (problems.diagnostics.slice(known).some(({ severity }) => severity === 'error')) return null;
  return toProject(rendered as ProjectFileShape, raw, reading);
}

/** In jsonschema's words, which dbt passes on. */
function checkShape({ file, value: { name } }: RawProject, rendered: Json, problems: Problems): void {
  const fault = findFault(PROJECT_FILE_SHAPE, rendered);
  const { key, known = [] } = fault?.unknownKey ?? {};
  if (fault) {
    const path = fault.path.map((part) => toRepr(typeof part === 'symbol' ? String(part) : part)).join('][');
    const location = file.locate(key === undefined ? fault.path : [...fault.path, key]);
    const hint = key === undefined ? undefined : nearestHint(key, known);
    problems.dbt('Runtime', `at path [${path}]: ${fault.message}`, { location, hint });
  } else {
    const words = faultOfName(String(name));
    if (words !== null) problems.dbt('Runtime', words, { location: file.locate(['name']) });
  }
}

const JINJA = /\{[{%#]/;

/** Keys that dbt leaves to a later time: hooks, the query comment and variables. */
function isRendered(path: YamlPath): boolean {
  const [first] = path;
  if (first === 'on-run-start' || first === 'on-run-end' || first === 'query-comment' || first === 'vars') return false;
  if (!['seeds', 'models', 'snapshots', 'tests', 'data_tests'].includes(String(first))) return true;
  return !path.some((key) => /^[+ ]*(pre|post)[-_]hook$/.test(String(key)));
}

function renderProject({ value, file }: RawProject, { context, problems }: ProjectReading): Json {
  const render = (item: unknown, path: YamlPath): unknown => {
    if (!isRendered(path)) return item;
    if (Array.isArray(item)) return item.map((inner, index) => render(inner, [...path, index]));
    if (isMapping(item)) return mapValues(item, (inner, key) => render(inner, [...path, key]));
    if (typeof item !== 'string' || !JINJA.test(item)) return item;
    return renderTree(item, { context, problems, locate: (inner) => file.locate([...path, ...inner]) });
  };
  const rendered = mapValues(value, (item, key) => render(item, [key]));
  for (const key of ['on-run-start', 'on-run-end']) if (typeof rendered[key] === 'string') rendered[key] = [rendered[key]];
  for (const key of ['models', 'seeds', 'snapshots']) if (rendered[key] === null) rendered[key] = {};
  return rendered;
}

function checkVersion(raw: RawProject, { 'require-dbt-version': required, name }: Json, problems: Problems): void {
  if (required === undefined || required === null) return;
  const list = (Array.isArray(required) ? required : [required]).map(String);
  try {
    assertDbtVersion(list, String(name));
  } catch (error) {
    problems.template(error, raw.file.locate(['require-dbt-version']));
  }
}

const OLD_KEYS: Readonly<Record<string, string>> = { 'source-paths': 'model-paths', 'data-paths': 'seed-paths' };

function warnOfOldKeys({ value, file }: RawProject, problems: Problems): void {
  for (const [old, key] of Object.entries(OLD_KEYS)) {
    if (!(old in value)) continue;
    const location = file.locate([old]);
    if (key in value) {
      const words = `${old} and ${key} cannot both be defined. The \`${old}\` config has been deprecated in favor of \`${key}\`.`;
      problems.dbt('Runtime', `${words} Please update your \`${PROJECT_FILE}\` configuration to reflect this change.`, {
        location,
      });
    } else {
      const event = old === 'source-paths' ? 'ConfigSourcePathDeprecation' : 'ConfigDataPathDeprecation';
      const words = `The \`${old}\` config has been renamed to \`${key}\`. Please update your \`${PROJECT_FILE}\` configuration`;
      problems.warn(event, `${words} to reflect this change.`, { location });
    }
  }
  for (const [key, usual] of [
    ['log-path', 'logs'],
    ['target-path', 'target'],
  ] as const) {
    if (!(key in value) || value[key] === usual) continue;
    const event = key === 'log-path' ? 'ConfigLogPathDeprecation' : 'ConfigTargetPathDeprecation';
    const flag = `--${key}`;
    const variable = `DBT_${key.replace('-', '_').toUpperCase()}`;
    const words = `The \`${key}\` config in \`${PROJECT_FILE}\` has been deprecated, and will no longer be supported in a future version of dbt-core.`;
    const fix = `If you wish to write dbt ${key === 'log-path' ? 'logs' : 'artifacts'} to a custom directory, please use the ${flag} CLI flag or ${variable} env var instead.`;
    problems.warn(event, `${words} ${fix}`, { location: file.locate([key]) });
  }
}

function toProject(shape: ProjectFileShape, raw: RawProject, { targetPath, isRoot }: ProjectReading): DbtProject {
  const list = (...keys: string[]): string[] | null => (keys.map((key) => shape[key]).find(Array.isArray) as string[]) ?? null;
  const text = (key: string): string | null => (shape[key] ?? null) as string | null;
  const modelPaths = list('model-paths', 'source-paths') ?? ['models'];
  const macroPaths = list('macro-paths') ?? ['macros'];
  const seedPaths = list('seed-paths', 'data-paths') ?? ['seeds'];
  const testPaths = list('test-paths') ?? ['tests'];
  const analysisPaths = list('analysis-paths') ?? ['analyses'];
  const snapshotPaths = list('snapshot-paths') ?? ['snapshots'];
  const functionPaths = list('function-paths') ?? ['functions'];
  const all = [modelPaths, seedPaths, snapshotPaths, analysisPaths, macroPaths, testPaths, functionPaths].flat();
  const target = targetPath ?? text('target-path') ?? 'target';
  const { version, quoting, vars, dispatch, flags } = shape;
  return {
    name: shape.name,
    version: version === undefined || version === null ? null : toText(version),
    folder: raw.folder,
    isRoot,
    profile: text('profile'),
    modelPaths,
    macroPaths,
    seedPaths,
    testPaths,
    analysisPaths,
    docsPaths: list('docs-paths') ?? [...new Set(all.map((path) => path.replace(/\/+$/, '')))],
    assetPaths: list('asset-paths') ?? [],
    snapshotPaths,
    functionPaths,
    targetPath: target,
    logPath: text('log-path') ?? 'logs',
    packagesInstallPath: text('packages-install-path') ?? 'dbt_packages',
    cleanTargets: list('clean-targets') ?? [target],
    quoting: (quoting ?? {}) as DbtProject['quoting'],
    configs: Object.fromEntries(CONFIG_TREES.map((tree) => [tree, shape[tree] ?? {}])) as Record<ConfigTree, Json>,
    unrendered: raw.value,
    vars: (vars ?? {}) as Json,
    dispatch: (dispatch ?? []) as DbtProject['dispatch'],
    onRunStart: list('on-run-start') ?? [],
    onRunEnd: list('on-run-end') ?? [],
    queryComment: toQueryComment(shape, raw),
    flags: (flags ?? {}) as Json,
    requireDbtVersion: [shape['require-dbt-version'] ?? []].flat().map(String),
    restrictAccess: shape['restrict-access'] === true,
    dbtCloud: (shape['dbt-cloud'] ?? null) as Json | null,
    file: raw.file,
  };
}

/** Absent is dbt's own comment; empty or null switches it off. */
function toQueryComment(shape: ProjectFileShape, raw: RawProject): QueryComment | undefined {
  if (!('query-comment' in raw.value)) return undefined;
  const written = shape['query-comment'];
  if (typeof written === 'string') return { comment: written === '' ? null : written, append: false };
  if (!isMapping(written)) return { comment: null, append: false };
  const append = written['append'] === true;
  const { comment } = written;
  return comment === undefined ? { append } : { comment: comment === '' ? null : (comment as string | null), append };
}

/** A mapping of YAML or JSON; a float that prints as one is none. */
export function isMapping(value: unknown): value is Json {
  return isPlainMapping(value);
}

function mapValues(value: Json, map: (item: unknown, key: string) => unknown): Json {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item, key)]));
}
