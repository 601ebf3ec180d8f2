/** A mistake in the arguments as commander tells it -> as dbt does, whose words tools look for; `usage` is the call's shape. */
export function tellMistake(message: string, usage: string): string {
  const words = `Error: ${translate(message.trim().replace(/^error: /, ''))}`;
  return NEEDS_NO_USAGE.test(words) ? words : `${usageOf(usage)}\n\n${words}`;
}

/** `run-operation [OPTIONS] MACRO` -> the two lines above a mistake. */
export function usageOf(usage: string): string {
  const [path = ''] = usage.split(/ ?\[/);
  return `Usage: weft ${usage}\nTry 'weft ${path === '' ? '' : `${path} `}--help' for help.`;
}

const NEEDS_NO_USAGE = /^Error: Option '.*' requires an argument\.$/;

const TRANSLATIONS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^unknown option '([^']*)'(?:\s*\(Did you mean (.*)\?\))?/s,
    (option, near) => `No such option '${option}'.${near ? ` Did you mean ${near}?` : ''}`,
  ],
  [/^option '([^']*)' argument missing/, (option) => `Option '${lastName(option)}' requires an argument.`],
  [/^missing required argument '([^']*)'/, (name) => `Missing argument '${name.toUpperCase()}'.`],
  [
    /^too many arguments[^.]*\. Expected (\d+) arguments? but got \d+(?:: (.*?))?\.?$/s,
    (expected, given) => tellExtra(given.split(', ').slice(Number(expected))),
  ],
  [
    /^unknown command '([^']*)'(?:\s*\(Did you mean (.*)\?\))?/s,
    (name, near) => `No such command '${name}'.${near ? ` Did you mean ${near}?` : ''}`,
  ],
];

function translate(text: string): string {
  for (const [pattern, words] of TRANSLATIONS) {
    const found = pattern.exec(text);
    if (found) return words(...found.slice(1).map((part) => part ?? ''));
  }
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function tellExtra(extra: readonly string[]): string {
  return `Got unexpected extra argument${extra.length === 1 ? '' : 's'} (${extra.join(' ')})`;
}

/** `-s, --select <selector...>` -> `--select` */
function lastName(option: string): string {
  return /--[\w-]+/.exec(option)?.[0] ?? option.split(/[ ,]/)[0] ?? option;
}
