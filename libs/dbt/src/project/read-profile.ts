import { TemplateError } from '@weft/jinja';
import { renderNative, renderTree } from '../context/render-native.js';
import type { Json } from '../manifest/v12/index.js';
import { nearestHint } from '../nearest-hint.js';
import { DbtError, Problems } from '../problems.js';
import type { Context } from '../parse/parse-context.port.js';
import { readCredentials } from './credentials.js';
import type { ProjectFiles } from './project-files.port.js';
import { isMapping } from './read-project-file.js';
import type { Target } from './target.js';
import { YamlFile } from './yaml-file.js';

export const PROFILES_FILE = 'profiles.yml';

export interface ProfileRequest {
  readonly files: ProjectFiles;
  /** profiles.yml from elsewhere; without it, the project's own. */
  readonly profiles?: { readonly path: string; readonly content: string } | undefined;
  /** The project's `profile`, as written. */
  readonly written: unknown;
  /** --profile, --target, --threads */
  readonly profile?: string | undefined;
  readonly target?: string | undefined;
  readonly threads?: number | undefined;
  readonly context: Context;
}

/** The output of profiles.yml that the project is run with; null, with problems, where there is none. */
export function readProfile(request: ProfileRequest, problems: Problems): Target | null {
  const file = readProfiles(request, problems);
  if (!file) return null;
  const at = { file: file.path, line: 1 };
  try {
    return new ProfileReader(request, file, problems).read();
  } catch (error) {
    problems.template(error, at);
    return null;
  }
}

function readProfiles({ files, profiles }: ProfileRequest, problems: Problems): YamlFile | null {
  const found =
    profiles ?? (files.list().includes(PROFILES_FILE) ? { path: PROFILES_FILE, content: files.read(PROFILES_FILE) } : null);
  if (!found) return YamlFile.parse(PROFILES_FILE, '{}', problems);
  const file = YamlFile.parse(found.path, found.content, problems);
  if (!file || isMapping(file.value)) return file;
  problems.dbt(
    'Runtime',
    `dbt encountered an error while trying to read your profiles.yml file.\n\nThe profiles.yml file at ${found.path} is empty`,
  );
  return null;
}

const JINJA = /\{[{%#]/;

class ProfileReader {
  constructor(
    private readonly request: ProfileRequest,
    private readonly file: YamlFile,
    private readonly problems: Problems,
  ) {}

  read(): Target | null {
    const name = this.profileName();
    const profiles = this.file.value as Json;
    const profile = profiles[name];
    if (!(name in profiles)) {
      throw new DbtError('Runtime', `Could not find profile named '${name}'`, {
        location: { file: this.file.path },
        hint: nearestHint(name, Object.keys(profiles)),
      });
    }
    if (!isMapping(profile)) {
      throw new DbtError(
        'Runtime',
        `dbt encountered an error while trying to read your profiles.yml file.\n\nProfile ${name} in profiles.yml is empty`,
      );
    }
    const target = this.targetName(profile, name);
    return this.readOutput(name, target, this.outputOf(profile, name, target));
  }

  private profileName(): string {
    const { profile, written, context } = this.request;
    const name = profile ?? (typeof written === 'string' ? renderNative(written, context, { file: 'dbt_project.yml' }) : null);
    if (name !== null && name !== undefined && name !== '') return String(name);
    throw new DbtError(
      'Runtime',
      'dbt cannot run because no profile was specified for this dbt project.\nTo specify a profile for this project, add a line ' +
        'like the this to\nyour dbt_project.yml file:\n\nprofile: [profile name]\n\nHere, [profile name] should be replaced with a ' +
        'profile name\ndefined in your profiles.yml file.',
    );
  }

  private targetName(profile: Json, profileName: string): string {
    if (this.request.target !== undefined) return this.request.target;
    if (!('target' in profile)) return 'default';
    const { target } = profile;
    if (typeof target !== 'string' || !JINJA.test(target)) return String(target);
    return String(renderNative(target, this.request.context, this.file.locate([profileName, 'target'])));
  }

  private outputOf(profile: Json, profileName: string, target: string): Json {
    const { outputs } = profile;
    const location = (): ReturnType<YamlFile['locate']> => this.file.locate([profileName, 'outputs']);
    if (!isMapping(outputs)) {
      throw new DbtError('Runtime', `outputs not specified in profile '${profileName}'`, { location: location() });
    }
    const output = outputs[target];
    if (!(target in outputs)) {
      const valid = Object.keys(outputs)
        .map((name) => ` - ${name}`)
        .join('\n');
      const words = `The profile '${profileName}' does not have a target named '${target}'.`;
      throw new DbtError('Runtime', `${words} The valid target names for this profile are:\n${valid}`, {
        location: location(),
        hint: nearestHint(target, Object.keys(outputs)),
      });
    }
    if (isMapping(output)) return output;
    throw new DbtError('Runtime', `output '${target}' of profile '${profileName}' is misconfigured in profiles.yml`, {
      location: location(),
    });
  }

  private readOutput(profileName: string, target: string, output: Json): Target | null {
    const rendered = this.render(output, [profileName, 'outputs', target]);
    if (!rendered) return null;
    const { type, threads = 1, ...fields } = rendered;
    if (typeof type !== 'string') {
      const words = `required field "type" not found in profile ${profileName} and target ${target}`;
      throw new DbtError('Runtime', words, { location: this.file.locate([profileName, 'outputs', target]) });
    }
    const credentials = this.credentials(type, fields, { profileName, target });
    const count = this.request.threads ?? Number(threads);
    const { values, shown, database, schema } = credentials;
    return {
      name: target,
      profileName,
      type,
      database,
      schema,
      threads: Number.isInteger(count) && count > 0 ? count : 1,
      credentials: values,
      shown: { ...shown, type, threads: count, name: target, target_name: target, profile_name: profileName },
    };
  }

  private credentials(
    type: string,
    fields: Json,
    at: { profileName: string; target: string },
  ): ReturnType<typeof readCredentials> {
    try {
      return readCredentials(type, fields);
    } catch (error) {
      if (!(error instanceof DbtError)) throw error;
      const place = `Credentials in profile "${at.profileName}", target "${at.target}" invalid`;
      const location = this.file.locate([at.profileName, 'outputs', at.target]);
      throw new DbtError('Runtime', `${place}: ${error.message}`, { location });
    }
  }

  /** A password that is no Jinja stays as it is. */
  private render(output: Json, path: readonly string[]): Json | null {
    const { context } = this.request;
    const rendered: Json = {};
    const own = new Problems();
    for (const [key, value] of Object.entries(output)) {
      const locate = (inner: readonly PropertyKey[]): ReturnType<YamlFile['locate']> =>
        this.file.locate([...path, key, ...inner]);
      if (key === 'password' && typeof value === 'string') rendered[key] = renderPassword(value, context, locate([]));
      else if (typeof value === 'string' && !JINJA.test(value)) rendered[key] = value;
      else rendered[key] = renderTree(value, { context, problems: own, locate });
    }
    for (const { code, message, ...details } of own.diagnostics) this.problems.error(code, message, details);
    return own.diagnostics.length > 0 ? null : rendered;
  }
}

function renderPassword(value: string, context: Context, at: ReturnType<YamlFile['locate']>): unknown {
  try {
    return renderNative(value, context, at);
  } catch (error) {
    if (error instanceof TemplateError) return value;
    throw error;
  }
}
