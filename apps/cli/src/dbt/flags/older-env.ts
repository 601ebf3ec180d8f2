type Env = Readonly<Record<string, string | undefined>>;

interface Renaming {
  readonly from: string;
  readonly to: string;
  /** Its value means the opposite. */
  readonly isOpposite?: true;
}

/** Names that variables had before; their values go before those of today's names, and before the command line. */
const RENAMED: readonly Renaming[] = [
  { from: 'DEFER_TO_STATE', to: 'DEFER' },
  { from: 'FAVOR_STATE_MODE', to: 'FAVOR_STATE' },
  { from: 'NO_PRINT', to: 'PRINT', isOpposite: true },
  { from: 'ARTIFACT_STATE_PATH', to: 'STATE' },
];

export const OLDER_NAMES: readonly string[] = RENAMED.map(({ from }) => from);

/** The value that an older name gives to a variable of today. */
export function olderValue(env: Env, name: string): { readonly text: string; readonly isOpposite: boolean } | null {
  const renaming = RENAMED.find(({ to }) => to === name);
  const text = renaming && readVariable(env, renaming.from);
  return text === undefined ? null : { text, isOpposite: renaming?.isOpposite === true };
}

/** dbt's words on each older name that is set. */
export function tellOlderNames(env: Env): string[] {
  return RENAMED.filter(({ from }) => readVariable(env, from) !== undefined).map(({ from, to }) => {
    const [old, today] = [`DBT_${from}`, `DBT_ENGINE_${to}`];
    return (
      `The environment variable \`${old}\` has been renamed as \`${today}\`.\n` +
      `If \`${old}\` is currently set, its value will be used instead of \`${today}\`.\n` +
      `Set \`${today}\` and unset \`${old}\` to avoid this deprecation warning and ensure it works properly in a future release.`
    );
  });
}

/** A variable under its prefix of today, else under the older one; an empty one is as if it were not set. */
export function readVariable(env: Env, name: string): string | undefined {
  return env[`DBT_ENGINE_${name}`] || env[`DBT_${name}`] || undefined;
}
