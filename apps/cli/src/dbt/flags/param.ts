/** How a parameter's text is read. A `switch` has a `--no-` form; a `flag` has not; `words` takes as many as there are. */
export type ParamKind =
  | 'switch'
  | 'flag'
  | 'text'
  | 'whole'
  | 'folder'
  | 'choice'
  | 'words'
  | 'choices'
  | 'yaml'
  | 'time'
  | 'sample'
  | 'warnings'
  | 'sqlparse';

/** One of dbt's parameters: it drives the reading of arguments and environment, and the help. */
export interface Param {
  /** dbt's own name of it, which flags, artifacts and dbt_project.yml use. */
  readonly name: string;
  readonly kind: ParamKind;
  readonly long: string;
  readonly short?: string;
  /** Other spellings that mean the same. */
  readonly aliases?: readonly string[];
  readonly choices?: readonly string[];
  /** Without the prefix: `DEBUG` is read from DBT_ENGINE_DEBUG, then DBT_DEBUG. */
  readonly env?: string;
  readonly byDefault?: unknown;
  readonly help: string;
  readonly hidden?: boolean;
  /** What a path must be: there at all, or no file; `file`: no folder. */
  readonly place?: 'there' | 'folder' | 'file';
  /** The placeholder in the help. */
  readonly value?: string;
}

type Options = Partial<Omit<Param, 'name' | 'kind' | 'help'>>;

export function param(name: string, kind: ParamKind, help: string, options: Options = {}): Param {
  const byDefault = kind === 'switch' || kind === 'flag' ? false : kind === 'words' || kind === 'choices' ? [] : null;
  return { name, kind, help, long: `--${name.replaceAll('_', '-')}`, byDefault, ...options };
}
