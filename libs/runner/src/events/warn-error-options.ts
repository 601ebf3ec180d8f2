const ALL = ['all', '*'];
const DEPRECATIONS = 'Deprecations';

/** `--warn-error-options`: which warnings are errors and which are not said. Names win over Deprecations, and that over all. */
export interface WarnErrorSettings {
  readonly error: string | readonly string[];
  readonly warn: readonly string[];
  readonly silence: readonly string[];
}

export const NO_WARN_ERROR: WarnErrorSettings = { error: [], warn: [], silence: [] };

interface Warned {
  readonly name: string;
  readonly code: string;
}

export class WarnErrorOptions {
  constructor(
    private readonly settings: WarnErrorSettings,
    /** `--warn-error`: every warning is an error. */
    private readonly everything = false,
  ) {}

  isError({ name, code }: Warned): boolean {
    const { error, warn, silence } = this.settings;
    if (this.everything) return true;
    if (warn.includes(name) || silence.includes(name)) return false;
    if (Array.isArray(error) && error.includes(name)) return true;
    const isDeprecation = code.startsWith('D');
    if (isDeprecation && (warn.includes(DEPRECATIONS) || silence.includes(DEPRECATIONS))) return false;
    if (isDeprecation && Array.isArray(error) && error.includes(DEPRECATIONS)) return true;
    return typeof error === 'string' && ALL.includes(error);
  }

  isSilenced({ name, code }: Warned): boolean {
    const { error, warn, silence } = this.settings;
    if (silence.includes(name)) return true;
    const isNamed = warn.includes(name) || (Array.isArray(error) && error.includes(name));
    return code.startsWith('D') && silence.includes(DEPRECATIONS) && !isNamed;
  }
}

/** What is wrong with settings as a user wrote them, in dbt's words; null where nothing is. */
export function findSettingsProblem({ error, warn, silence }: WarnErrorSettings): string | null {
  if (typeof error === 'string' && !ALL.includes(error)) return "error must be one of ('all', '*') or a list of strings";
  const mayWarn = typeof error === 'string' || error.includes(DEPRECATIONS) || silence.includes(DEPRECATIONS);
  if (warn.length === 0 || mayWarn) return null;
  return "`warn` can only be specified if `error` is one of ('all', '*') or Deprecations is in `error` or silence.";
}
