import { parseBoolean } from './read-boolean.js';
import type { Param } from './param.js';
import type { PlaceKind } from './read-place.js';
import { readSample } from './read-sample.js';
import { readTime } from './read-time.js';
import { readWarnings } from './read-warnings.js';
import { readYamlMapping } from './read-yaml.js';
import { invalidValue } from './usage.errors.js';

export interface ReadContext {
  readonly now: Date;
  readonly find: (path: string) => PlaceKind;
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
    case 'sqlparse':
      return readSqlparse(param, given);
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

function readWhole(param: Param, text: string): number {
  if (!/^[+-]?\d+$/.test(text.trim())) throw invalidValue(param, `'${text}' is not a valid integer.`);
  return Number(text);
}

function readChoice(param: Param, text: string): string {
  const { choices = [] } = param;
  const found = choices.find((choice) => choice === text.toLowerCase());
  if (found !== undefined) return found;
  throw invalidValue(param, `'${text}' is not one of ${choices.map((choice) => `'${choice}'`).join(', ')}.`);
}

const SQLPARSE = ['MAX_GROUPING_DEPTH', 'MAX_GROUPING_TOKENS'];

/** Settings of a library of dbt's that is not needed here; checked all the same. */
function readSqlparse(param: Param, text: string): unknown {
  const options = readYamlMapping(param, text);
  for (const [name, value] of Object.entries(options)) {
    if (!SQLPARSE.includes(name))
      throw invalidValue(param, `Unknown sqlparse option: ${name}. Valid options: ${SQLPARSE.join(', ')}`);
    const isWhole = value === null || /^([+-]?\d+|none)$/i.test(String(value));
    if (!isWhole) throw invalidValue(param, `Value for ${name} must be an integer, got: ${String(value)}`);
  }
  return options;
}

/** A text may hold several words. */
function readWords(param: Param, texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => text.split(' ')).filter((word) => word !== '');
  return param.kind === 'choices' ? words.map((word) => readChoice(param, word)) : words;
}
