import { Template, toPlain, type TemplateContext } from '@weft/jinja';
import { z } from 'zod';
import { type Diagnostics, nearestHint } from './diagnostics.js';
import { YamlFile } from './yaml-file.js';

const PROFILES = z.record(z.string(), z.looseObject({ target: z.string().optional(), outputs: z.record(z.string(), z.unknown()) }));
const ADAPTERS = ['trino', 'duckdb'] as const;
const OUTPUT = z.looseObject({
  type: z.enum(ADAPTERS, { error: `expected ${ADAPTERS.join(' or ')}` }),
  database: z.string().optional(),
  catalog: z.string().optional(),
  schema: z.string(),
  threads: z.coerce.number().int().min(1).default(1),
});
const SECRET = /password|secret|token|key|jwt/i;

/** Where a project's relations go and how to get there. */
export interface Target {
  readonly name: string;
  readonly profile: string;
  /** The dialect of the project's SQL. */
  readonly type: (typeof ADAPTERS)[number];
  readonly database: string;
  readonly schema: string;
  readonly threads: number;
  /** All settings of the profile's output, secrets included: never print them. */
  readonly connection: Readonly<Record<string, unknown>>;
}

export interface ProfileRequest {
  readonly file: string;
  readonly text: string;
  readonly profile: string;
  readonly target: string | undefined;
  readonly context: TemplateContext;
}

/** The chosen output of profiles.yml; only that output's Jinja is rendered, as in dbt. */
export function readTarget(request: ProfileRequest, diagnostics: Diagnostics): Target | null {
  const yaml = YamlFile.read(request.file, request.text, diagnostics);
  const profiles = yaml?.parse(PROFILES, [], diagnostics);
  if (!yaml || !profiles) return null;
  const profile = profiles[request.profile];
  if (!profile) return missing('profile', request.profile, Object.keys(profiles), yaml, diagnostics);
  const name = request.target ?? profile.target ?? 'default';
  const path = [request.profile, 'outputs', name];
  if (!(name in profile.outputs)) return missing('target', name, Object.keys(profile.outputs), yaml, diagnostics);
  const rendered = diagnostics.attempt(yaml.at(path), [], () => renderDeep(profile.outputs[name], yaml, path, request.context));
  return rendered === null ? null : targetOf(rendered, { name, path, yaml, profile: request.profile }, diagnostics);
}

/** Reports a name that the profiles do not have. */
function missing(what: string, name: string, known: string[], yaml: YamlFile, diagnostics: Diagnostics): null {
  diagnostics.error('DBT_NOT_FOUND', `there is no ${what} '${name}'`, yaml.at([]), nearestHint(name, known));
  return null;
}

function renderDeep(value: unknown, yaml: YamlFile, path: readonly PropertyKey[], context: TemplateContext): unknown {
  if (typeof value === 'string') return toPlain(new Template(value, yaml.file, yaml.at(path).line ?? 1).value(context));
  if (Array.isArray(value)) return value.map((item, index) => renderDeep(item, yaml, [...path, index], context));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, renderDeep(item, yaml, [...path, key], context)] as const);
  return Object.fromEntries(entries);
}

interface Place {
  readonly name: string;
  readonly profile: string;
  readonly path: readonly PropertyKey[];
  readonly yaml: YamlFile;
}

function targetOf(rendered: unknown, { name, profile, path, yaml }: Place, diagnostics: Diagnostics): Target | null {
  const parsed = OUTPUT.safeParse(rendered);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const at = [...path, ...issue.path];
      diagnostics.error('DBT_INVALID', `${issue.message} at ${at.map(String).join('.')}`, yaml.at(at));
    }
    return null;
  }
  const { type, schema, threads, database = parsed.data.catalog } = parsed.data;
  if (database === undefined) {
    diagnostics.error('DBT_INVALID', `'database' (the catalog) is missing at ${path.map(String).join('.')}`, yaml.at(path));
    return null;
  }
  return { name, profile, type, database, schema, threads, connection: parsed.data };
}

/** What templates see as `target`: everything but secrets. */
export function targetForTemplates(target: Target): Readonly<Record<string, unknown>> {
  const open = Object.entries(target.connection).filter(([key]) => !SECRET.test(key));
  const { name, profile, database, schema, threads } = target;
  return { ...Object.fromEntries(open), name, profile_name: profile, target_name: name, database, schema, threads };
}
