/** A mistake in the arguments as commander tells it -> as dbt does, whose words tools look for. */
export function tellMistake(message: string, path: string): string {
  const text = message.trim().replace(/^error: /, '');
  return `Usage: weft ${path} [OPTIONS]\nTry 'weft ${path} --help' for help.\n\nError: ${translate(text)}`;
}

const TRANSLATIONS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^unknown option '([^']*)'(?:\s*\(Did you mean (.*)\?\))?/s,
    (option, near) => `No such option: ${option}${near ? ` Did you mean ${near}?` : ''}`,
  ],
  [/^option '([^']*)' argument missing/, (option) => `Option '${lastName(option)}' requires an argument.`],
  [/^missing required argument '([^']*)'/, (name) => `Missing argument '${name.toUpperCase()}'.`],
  [
    /^too many arguments[^.]*\. Expected \d+ arguments? but got \d+(?:: (.*))?\.?/s,
    (extra) => `Got unexpected extra argument (${extra})`,
  ],
  [/^unknown command '([^']*)'(.*)/s, (name, rest) => `No such command '${name}'.${rest.replace(/\s+/g, ' ')}`],
];

function translate(text: string): string {
  for (const [pattern, words] of TRANSLATIONS) {
    const found = pattern.exec(text);
    if (found) return words(...found.slice(1).map((part) => part ?? ''));
  }
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `-s, --select <selector...>` -> `--select` */
function lastName(option: string): string {
  return /--[\w-]+/.exec(option)?.[0] ?? option.split(/[ ,]/)[0] ?? option;
}
