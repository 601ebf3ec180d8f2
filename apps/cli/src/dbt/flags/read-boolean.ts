import type { Param } from './param.js';
import { invalidValue } from './usage.errors.js';

const TRUE = new Set(['1', 'true', 't', 'yes', 'y', 'on']);
const FALSE = new Set(['0', 'false', 'f', 'no', 'n', 'off', '']);

export function parseBoolean(param: Param, text: string): boolean {
  const word = text.trim().toLowerCase();
  if (!TRUE.has(word) && !FALSE.has(word)) {
    const known = [...TRUE, ...FALSE].sort().join(', ');
    throw invalidValue(param, `'${text}' is not a valid boolean. Recognized values: ${known}`);
  }
  return TRUE.has(word);
}
