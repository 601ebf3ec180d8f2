const SECRET = 'DBT_ENV_SECRET_';

/** Hides the values of DBT_ENV_SECRET_ variables wherever they appear. */
export type Scrub = (text: string) => string;

export function secretScrubber(env: Readonly<Record<string, string | undefined>>): Scrub {
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    (name.startsWith(SECRET) || name.startsWith('DBT_ENGINE_ENV_SECRET_')) && value?.trim() ? [value] : [],
  );
  if (secrets.length === 0) return (text) => text;
  return (text) => secrets.reduce((scrubbed, secret) => scrubbed.replaceAll(secret, '*****'), text);
}
