import { bindArguments, callable, type Callable, isUndefined, toText } from '@weft/jinja';
import type { Environment } from '../../project/project-settings.js';
import { dbtError } from '../context.errors.js';

export const SECRET_PREFIX = 'DBT_ENV_SECRET';

export interface EnvVarOptions {
  readonly env: Environment;
  /** Whether secrets may be read: in profiles.yml and packages.yml only, never where text is kept. */
  readonly secrets?: boolean;
  /** What a unit test sets. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  onRead?(name: string, value: string | null): void;
}

/** `env_var('NAME', default)`. */
export function envVar(options: EnvVarOptions): Callable {
  return callable('env_var', (args, kwargs) => {
    const bound = bindArguments('env_var', ['var', 'default'], args, kwargs);
    const name = toText(bound['var']);
    const { overrides = {}, env } = options;
    if (Object.hasOwn(overrides, name)) return overrides[name];
    if (name.startsWith(SECRET_PREFIX) && options.secrets !== true) {
      throw dbtError(
        'Parsing',
        `Secret env vars are allowed only in profiles.yml or packages.yml. Found '${name}' referenced elsewhere.`,
      );
    }
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    const fallback = bound['default'] ?? null;
    if (value === undefined && (fallback === null || isUndefined(fallback))) {
      throw dbtError('Parsing', `Env var required but not provided: '${name}'`);
    }
    if (!name.startsWith(SECRET_PREFIX)) options.onRead?.(name, value ?? null);
    return value ?? fallback;
  });
}
