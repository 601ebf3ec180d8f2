import { type z } from 'zod';
import { toRepr } from '@weft/jinja';
import type { Json } from '../manifest/v12/index.js';
import type { Problems } from '../problems.js';
import { renderTree } from '../context/render-native.js';
import type { Context } from '../parse/parse-context.port.js';
import { CONFIG_TREES, type ConfigTree, type DbtProject, type QueryComment } from './dbt-project.types.js';
import { assertDbtVersion } from './dbt-version.js';
import { projectFileSchema, type ProjectFileShape } from './project-file-schema.js';
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
  return { file, folder, value: withDataTests(file.value) };
}

function withDataTests(value: Json): Json {
  if (!('tests' in value) || 'data_tests' in value) return value;
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
  const rendered = renderProject(raw, reading);
  const known = problems.diagnostics.length;
  if (reading.versionCheck) checkVersion(raw, rendered, problems);
  const shape = projectFileSchema.safeParse(rendered);
  if (!shape.success) for (const issue of shape.error.issues) reportIssue(issue, rendered, raw, problems);
  warnOfOldKeys(raw, problems);
  if (!shape.success || problems.diagnostics.slice(known).some(({ severity }) => severity === 'error')) return null;
  return toProject(shape.data, raw, reading);
}

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
    return renderTree(item, { context, problems, locate: (inner) => file.locate([...path, ...inner]) });
  };
  const rendered = mapValues(value, (item, key) => render(item, [key]));
  for (const key of ['on-run-start', 'on-run-end']) if (typeof rendered[key] === 'string') rendered[key] = [rendered[key]];
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

type Issue = z.core.$ZodIssue;

/** In jsonschema's words, which dbt passes on. */
function reportIssue(issue: Issue, rendered: Json, { file }: RawProject, problems: Problems): void {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const location = file.locate([...issue.path, ...keys.slice(0, 1)]);
  const value = issue.path.reduce<unknown>((current, key) => (current as Json | undefined)?.[String(key)], rendered);
  const path = issue.path.map((key) => toRepr(typeof key === 'symbol' ? String(key) : key)).join('][');
  problems.dbt('Runtime', `at path [${path}]: ${wordsOf(issue, value)}`, { location });
}

function wordsOf(issue: Issue, value: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => toRepr(key)).join(', ');
    return `Additional properties are not allowed (${names} ${issue.keys.length === 1 ? 'was' : 'were'} unexpected)`;
  }
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_union') return issue.message;
  if (value === undefined) return `${toRepr(String(issue.path.at(-1)))} is a required property`;
  return `${toRepr(value)} is not valid under any of the given schemas`;
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
    const words = `The \`${key}\` config in \`${PROJECT_FILE}\` has been deprecated and will no longer be supported in a future version of dbt-core.`;
    const fix = `If you wish to write dbt ${key === 'log-path' ? 'logs' : 'artifacts'} to a custom directory, please use the ${flag} CLI flag or ${variable} env var instead.`;
    problems.warn(event, `${words} ${fix}`, { location: file.locate([key]) });
  }
}

function toProject(shape: ProjectFileShape, raw: RawProject, { targetPath, isRoot }: ProjectReading): DbtProject {
  const modelPaths = shape['model-paths'] ?? shape['source-paths'] ?? ['models'];
  const macroPaths = shape['macro-paths'] ?? ['macros'];
  const seedPaths = shape['seed-paths'] ?? shape['data-paths'] ?? ['seeds'];
  const testPaths = shape['test-paths'] ?? ['tests'];
  const analysisPaths = shape['analysis-paths'] ?? ['analyses'];
  const snapshotPaths = shape['snapshot-paths'] ?? ['snapshots'];
  const functionPaths = shape['function-paths'] ?? ['functions'];
  const all = [modelPaths, seedPaths, snapshotPaths, analysisPaths, macroPaths, testPaths, functionPaths].flat();
  const target = targetPath ?? shape['target-path'] ?? 'target';
  return {
    name: shape.name,
    version: shape.version === undefined || shape.version === null ? null : String(shape.version),
    folder: raw.folder,
    isRoot,
    profile: shape.profile ?? null,
    modelPaths,
    macroPaths,
    seedPaths,
    testPaths,
    analysisPaths,
    docsPaths: shape['docs-paths'] ?? [...new Set(all.map((path) => path.replace(/\/+$/, '')))],
    assetPaths: shape['asset-paths'] ?? [],
    snapshotPaths,
    functionPaths,
    targetPath: target,
    logPath: shape['log-path'] ?? 'logs',
    packagesInstallPath: shape['packages-install-path'] ?? 'dbt_packages',
    cleanTargets: shape['clean-targets'] ?? [target],
    quoting: shape.quoting ?? {},
    configs: Object.fromEntries(CONFIG_TREES.map((tree) => [tree, shape[tree] ?? {}])) as Record<ConfigTree, Json>,
    unrendered: raw.value,
    vars: shape.vars ?? {},
    dispatch: shape.dispatch ?? [],
    onRunStart: shape['on-run-start'] ?? [],
    onRunEnd: shape['on-run-end'] ?? [],
    queryComment: toQueryComment(shape, raw),
    flags: shape.flags ?? {},
    requireDbtVersion: [shape['require-dbt-version'] ?? []].flat(),
    restrictAccess: shape['restrict-access'] ?? false,
    dbtCloud: shape['dbt-cloud'] ?? null,
    file: raw.file,
  };
}

/** Absent is dbt's own comment; empty or null switches it off. */
function toQueryComment(shape: ProjectFileShape, raw: RawProject): QueryComment | undefined {
  if (!('query-comment' in raw.value)) return undefined;
  const written = shape['query-comment'];
  if (typeof written === 'string') return { comment: written === '' ? null : written, append: false };
  if (!written) return { comment: null, append: false };
  if (written.comment === undefined) return { append: written.append ?? false };
  return { comment: written.comment === '' ? null : written.comment, append: written.append ?? false };
}

export function isMapping(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues(value: Json, map: (item: unknown, key: string) => unknown): Json {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item, key)]));
}
