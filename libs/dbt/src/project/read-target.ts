import { z } from 'zod';
import { baseContext } from '../context/base-context.js';
import { renderTree } from '../context/render-native.js';
import { nearestHint } from '../nearest-hint.js';
import type { Problems } from '../problems.js';
import { checkShape } from './check-shape.js';
import type { DbtProject } from './dbt-project.js';
import type { ProjectFiles } from './project-files.port.js';
import type { Environment, Target, Vars } from './project-settings.js';
import { YamlFile, type YamlPath } from './yaml-file.js';

export const PROFILES_FILE = 'profiles.yml';

const profilesSchema = z.record(
  z.string(),
  z.looseObject({ target: z.string().default('default'), outputs: z.record(z.string(), z.record(z.string(), z.unknown())) }),
);
const outputSchema = z.looseObject({
  type: z.enum(['trino', 'duckdb'], 'expected type trino or duckdb'),
  database: z.string().optional(),
  catalog: z.string().optional(),
  path: z.string().optional(),
  schema: z.string().optional(),
  threads: z.number().int().positive().default(1),
  host: z.string().optional(),
  port: z.number().int().optional(),
  user: z.string().optional(),
});

export interface TargetRequest {
  readonly files: ProjectFiles;
  readonly project: DbtProject;
  /** profiles.yml from elsewhere; without it, the project's own. */
  readonly profiles?: { readonly path: string; readonly content: string } | undefined;
  readonly target?: string | undefined;
  readonly vars: Vars;
  readonly env: Environment;
}

/** The profile's output that the project is run with; null, with problems, where there is none. */
export function readTarget(request: TargetRequest, problems: Problems): Target | null {
  const file = readProfiles(request, problems);
  const profiles = file && checkShape(profilesSchema, file, problems);
  if (!profiles) return null;
  const name = request.project.profile;
  const profile = profiles[name];
  if (!profile) {
    const hint = nearestHint(name, Object.keys(profiles));
    problems.error('DBT_NO_PROFILE', `there is no profile '${name}'`, { location: file.locate([]), hint });
    return null;
  }
  const wanted = request.target ?? profile.target;
  const output = profile.outputs[wanted];
  if (output) return readOutput({ ...request, file, path: [name, 'outputs', wanted] }, output, problems);
  const location = file.locate([name, 'outputs']);
  problems.error('DBT_NO_TARGET', `profile '${name}' has no target '${wanted}'`, {
    location,
    hint: `Its targets: ${Object.keys(profile.outputs).join(', ')}.`,
  });
  return null;
}

function readProfiles({ files, profiles, project }: TargetRequest, problems: Problems): YamlFile | null {
  if (profiles) return YamlFile.parse(profiles.path, profiles.content, problems);
  if (files.list().includes(PROFILES_FILE)) return YamlFile.parse(PROFILES_FILE, files.read(PROFILES_FILE), problems);
  problems.error('DBT_NO_PROFILE', `there is no ${PROFILES_FILE} for profile '${project.profile}'`, {
    hint: `Put ${PROFILES_FILE} beside dbt_project.yml, or give its folder.`,
  });
  return null;
}

interface OutputPlace extends TargetRequest {
  readonly file: YamlFile;
  readonly path: YamlPath;
}

function readOutput(place: OutputPlace, output: Readonly<Record<string, unknown>>, problems: Problems): Target | null {
  const { file, path } = place;
  const context = baseContext({ vars: place.vars, env: place.env, secrets: true });
  const rendered = renderTree(output, { context, problems, locate: (inner) => file.locate([...path, ...inner]) });
  const result = outputSchema.safeParse(rendered);
  if (result.success) return toTarget(place, result.data, problems);
  for (const issue of result.error.issues) {
    const location = file.locate([...path, ...issue.path]);
    problems.error('DBT_INVALID_VALUE', `'${issue.path.join('.')}': ${issue.message}`, { location });
  }
  return null;
}

function toTarget(place: OutputPlace, output: z.output<typeof outputSchema>, problems: Problems): Target | null {
  const { type, threads, host, port, user, path } = output;
  const database = output.database ?? output.catalog ?? (type === 'duckdb' ? duckdbCatalog(output.path) : undefined);
  const schema = output.schema ?? (type === 'duckdb' ? 'main' : undefined);
  if (database === undefined || schema === undefined) {
    const missing = database === undefined ? 'database' : 'schema';
    problems.error('DBT_INVALID_VALUE', `the target names no ${missing}`, { location: place.file.locate(place.path) });
    return null;
  }
  return {
    name: String(place.path.at(-1)),
    profile_name: place.project.profile,
    type,
    database,
    schema,
    threads,
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(path !== undefined && { path }),
  };
}

/** DuckDB names a catalog after its file. */
function duckdbCatalog(path: string | undefined): string {
  const file = path?.split('/').pop() ?? '';
  return file === '' || file === ':memory:' ? 'memory' : file.replace(/\.[^.]*$/, '');
}
