import { TemplateError } from '../template.errors.js';
import { entriesOf, isMapping } from './mapping.js';
import { compareValues } from './order.js';
import { toRepr } from './text.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';

const WIDTH = 80;

/** Python's pprint: on one line where it fits, else an item a line; keys are sorted. */
export function renderPretty(value: unknown, indent = 0, room = WIDTH - indent): string {
  const flat = inOneLine(value);
  if (flat.length <= room) return flat;
  if (isMapping(value)) {
    const items = sortedEntries(value).map(([key, item]) => {
      const head = `${toRepr(key)}: `;
      return head + renderPretty(item, indent + 1 + head.length, WIDTH - indent - 1 - head.length - 1);
    });
    return `{${items.join(`,\n${' '.repeat(indent + 1)}`)}}`;
  }
  if (!Array.isArray(value)) return flat;
  const [open, close] = value instanceof Tuple ? ['(', ')'] : ['[', ']'];
  const items = value.map((item) => renderPretty(item, indent + 1, WIDTH - indent - 2));
  return `${open}${items.join(`,\n${' '.repeat(indent + 1)}`)}${close}`;
}

function sortedEntries(value: Parameters<typeof entriesOf>[0]): [unknown, unknown][] {
  return entriesOf(value).sort(([a], [b]) => compareAny(a, b));
}

/** What has no order among itself is ordered by its type. */
function compareAny(a: unknown, b: unknown): number {
  try {
    return compareValues(a, b);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return typeName(a) < typeName(b) ? -1 : Number(typeName(a) > typeName(b));
  }
}

function inOneLine(value: unknown): string {
  if (isMapping(value)) {
    return `{${sortedEntries(value)
      .map(([key, item]) => `${toRepr(key)}: ${inOneLine(item)}`)
      .join(', ')}}`;
  }
  if (!Array.isArray(value)) return toRepr(value);
  const items = value.map(inOneLine).join(', ');
  if (value instanceof Tuple) return `(${items}${value.length === 1 ? ',' : ''})`;
  return toRepr(value).startsWith('[') ? `[${items}]` : toRepr(value);
}
