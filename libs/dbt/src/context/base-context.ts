import { callable, HostObject, isUndefined, ReturnSignal, toJson, toText, zip } from '@weft/jinja';
import { nearestHint } from '../nearest-hint.js';
import type { Environment, Vars } from '../project/project-settings.js';
import { DbtTemplateError } from './context.errors.js';

export interface BaseContextOptions {
  readonly vars: Vars;
  readonly env: Environment;
  /** Whether variables that begin with DBT_ENV_SECRET may be read: in profiles only, never where text is kept. */
  readonly secrets?: boolean;
  readonly onLog?: ((message: string, info: boolean) => void) | undefined;
}

/** What every template of a project may use: var, env_var, log, return, exceptions and a few of Python's functions. */
export function baseContext(options: BaseContextOptions): Record<string, unknown> {
  return {
    var: callable('var', ([name, ...fallback], kwargs) => readVar(options, name, [...fallback, ...named(kwargs, 'default')])),
    env_var: callable('env_var', ([name, ...fallback], kwargs) =>
      readEnv(options, name, [...fallback, ...named(kwargs, 'default')]),
    ),
    log: callable('log', ([message, info], kwargs) => {
      options.onLog?.(toText(message), (info ?? kwargs.get('info')) === true);
      return '';
    }),
    print: callable('print', ([message]) => {
      options.onLog?.(toText(message), true);
      return '';
    }),
    return: callable('return', ([value]) => {
      throw new ReturnSignal(value ?? null);
    }),
    exceptions: new Exceptions(options),
    tojson: callable('tojson', ([value]) => toJson(value)),
    fromjson: callable('fromjson', ([text]) => JSON.parse(toText(text)) as unknown),
    zip,
  };
}

function named(kwargs: ReadonlyMap<string, unknown>, name: string): unknown[] {
  return kwargs.has(name) ? [kwargs.get(name)] : [];
}

function readVar({ vars }: BaseContextOptions, key: unknown, fallback: readonly unknown[]): unknown {
  const name = toText(key);
  if (Object.hasOwn(vars, name)) return vars[name];
  if (fallback.length > 0) return isUndefined(fallback[0]) ? null : fallback[0];
  throw new DbtTemplateError('DBT_VAR_MISSING', `there is no variable '${name}' and no default for it`, {
    hint: nearestHint(name, Object.keys(vars)) ?? `Set it under vars: in dbt_project.yml or with --vars.`,
  });
}

const SECRET = 'DBT_ENV_SECRET';

function readEnv({ env, secrets = false }: BaseContextOptions, key: unknown, fallback: readonly unknown[]): unknown {
  const name = toText(key);
  if (name.startsWith(SECRET) && !secrets) {
    throw new DbtTemplateError('DBT_ENV_SECRET', `'${name}' is a secret and can only be read in profiles.yml`);
  }
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value !== undefined) return value;
  if (fallback.length > 0) return toText(fallback[0]);
  throw new DbtTemplateError('DBT_ENV_VAR_MISSING', `the environment has no '${name}' and there is no default for it`);
}

class Exceptions extends HostObject {
  constructor(private readonly options: BaseContextOptions) {
    super();
  }

  attribute(name: string): unknown {
    if (name === 'raise_compiler_error') {
      return callable(name, ([message]) => {
        throw new DbtTemplateError('DBT_COMPILER_ERROR', toText(message));
      });
    }
    if (name !== 'warn') return undefined;
    return callable(name, ([message]) => {
      this.options.onLog?.(`Warning: ${toText(message)}`, true);
      return '';
    });
  }

  toString(): string {
    return '<exceptions>';
  }
}
