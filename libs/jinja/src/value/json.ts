import { TemplateError } from '../template.errors.js';
import { isNumeric } from './float.js';
import { entriesOf, isMapping } from './mapping.js';
import { toRepr, toText } from './text.js';

/** Python's json.dumps, with its spaces. */
export function toJson(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return toText(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(', ')}]`;
  if (isMapping(value)) {
    const fields = entriesOf(value).map(([key, item]) => `${JSON.stringify(toText(key))}: ${toJson(item)}`);
    return `{${fields.join(', ')}}`;
  }
  throw new TemplateError('type', `${toRepr(value)} is not JSON serializable`);
}
