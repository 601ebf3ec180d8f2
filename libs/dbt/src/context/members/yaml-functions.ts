import { entriesOf, Float, isMapping, toText } from '@weft/jinja';
import { dump } from 'js-yaml';
import { yamlLibrary } from '../../project/yaml-library.js';
import { PyDate } from '../python/py-date.js';
import { PyDateTime } from '../python/py-date-time.js';
import { yamlDate } from '../values.js';

/** YAML 1.1 as PyYAML's safe_load reads it; undefined where the text is none. */
export function loadYaml(text: string): unknown {
  const document = yamlLibrary().parseDocument(text, { version: '1.1', prettyErrors: false, uniqueKeys: false });
  return document.errors.length > 0 ? undefined : valueOf(document.contents);
}

function valueOf(node: unknown): unknown {
  const { isMap, isScalar, isSeq } = yamlLibrary();
  if (isMap(node)) return new Map(node.items.map(({ key, value }) => [valueOf(key), valueOf(value)]));
  if (isSeq(node)) return node.items.map(valueOf);
  if (!isScalar(node)) return null;
  const { value, source = '' } = node;
  if (value instanceof Date) return yamlDate(value);
  return typeof value === 'number' && /[.eE]|inf|nan/i.test(source) && !/^[-+]?0x/i.test(source)
    ? new Float(value)
    : (value ?? null);
}

/** As PyYAML's safe_dump writes it; undefined for what has no YAML. */
export function dumpYaml(value: unknown): string | undefined {
  const plain = dumpable(value);
  if (plain === undefined) return undefined;
  const text = dump(plain, { noArrayIndent: true, lineWidth: 80, noRefs: true, noCompatMode: false });
  return typeof plain === 'object' && plain !== null ? text : `${text}...\n`;
}

function dumpable(value: unknown): unknown {
  if (value instanceof Float) return Number.isInteger(value.value) ? new FloatText(value) : value.value;
  if (value instanceof PyDate || value instanceof PyDateTime) return value.toString();
  if (Array.isArray(value)) return value.map(dumpable);
  if (isMapping(value)) return Object.fromEntries(entriesOf(value).map(([key, item]) => [toText(key), dumpable(item)]));
  return typeof value === 'bigint' ? Number(value) : value === null || typeof value !== 'object' ? value : undefined;
}

/** 1.0 must not become 1. */
class FloatText extends Number {
  constructor(value: Float) {
    super(value.value);
  }

  override toString(): string {
    return `${super.toString()}.0`;
  }
}
