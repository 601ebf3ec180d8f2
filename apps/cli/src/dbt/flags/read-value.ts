import { parseBoolean } from './read-boolean.js';
import type { Param } from './param.js';
import { readSample } from './read-sample.js';
import { readTime } from './read-time.js';
import { readWarnings } from './read-warnings.js';
import { readYamlMapping } from './read-yaml.js';
import { invalidValue } from './usage.errors.js';

export interface ReadContext {
  readonly now: Date;
  readonly exists: (path: string) => boolean;
}

/** A parameter's text, of the command line or the environment, as a value. */
export function readValue(param: Param, given: unknown, context: ReadContext): unknown {
  if (Array.isArray(given)) return readWords(param, given.map(String));
  if (typeof given !== 'string') return given;
  switch (param.kind) {
    case 'switch':
    case 'flag':
      return parseBoolean(param, given);
    case 'whole':
      return readWhole(param, given);
    case 'choice':
      return readChoice(param, given);
    case 'words':
    case 'choices':
      return readWords(param, [given]);
    case 'yaml':
      return readYamlMapping(param, given);
    case 'time':
      return readTime(param, given);
    case 'sample':
      return readSample(param, given, context.now);
    case 'warnings':
      return readWarnings(param, given);
    default:
      return given;
  }
}

function readWhole({ long }: Param, text: string): number {
  if (!/^[+-]?\d+$/.test(text.trim())) throw invalidValue(long, `'${text}' is not a valid integer.`);
  return Number(text);
}

function readChoice({ long, choices = [] }: Param, text: string): string {
  const found = choices.find((choice) => choice === text.toLowerCase());
  if (found !== undefined) return found;
  throw invalidValue(long, `'${text}' is not one of ${choices.map((choice) => `'${choice}'`).join(', ')}.`);
}

/** A text may hold several words. */
function readWords(param: Param, texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => text.split(' ')).filter((word) => word !== '');
  return param.kind === 'choices' ? words.map((word) => readChoice(param, word)) : words;
}
