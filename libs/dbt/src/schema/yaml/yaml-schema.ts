import { Float } from '@weft/jinja';
import { FAILSAFE_SCHEMA, load, Type } from 'js-yaml';

/**
 * Scalars as PyYAML's SafeLoader reads them (YAML 1.1): `yes` is true, `010` is eight, `1e3` is text, `1:30` is ninety. A date stays
 * the text it was written as, one with a time is ISO 8601; `1.0` is a Float, for it must print like one.
 */
const NULL = new Type('tag:yaml.org,2002:null', {
  kind: 'scalar',
  resolve: (text: string | null) => text === null || /^(?:~|null|Null|NULL|)$/.test(text),
  construct: () => null,
});

const BOOL_TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const BOOL = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;

const BOOLEAN = new Type('tag:yaml.org,2002:bool', {
  kind: 'scalar',
  resolve: (text: string | null) => text !== null && BOOL.test(text),
  construct: (text: string) => BOOL_TRUE.test(text),
});

const INT = /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;

const INTEGER = new Type('tag:yaml.org,2002:int', {
  kind: 'scalar',
  resolve: (text: string | null) => text !== null && INT.test(text),
  construct: readInteger,
});

function readInteger(text: string): number | bigint {
  const sign = text.startsWith('-') ? -1n : 1n;
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '');
  const value = sign * magnitude(digits);
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

function magnitude(digits: string): bigint {
  if (digits.includes(':')) return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  if (/^0[bx]/.test(digits)) return BigInt(digits);
  return digits.length > 1 && digits.startsWith('0') ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
}

const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

function readFloat(text: string): number {
  const plain = text.replaceAll('_', '').toLowerCase();
  if (plain.endsWith('.inf')) return plain.startsWith('-') ? -Infinity : Infinity;
  if (plain === '.nan') return NaN;
  if (!plain.includes(':')) return Number(plain);
  const sign = plain.startsWith('-') ? -1 : 1;
  return (
    sign *
    plain
      .replace(/^[-+]/, '')
      .split(':')
      .reduce((sum, part) => sum * 60 + Number(part), 0)
  );
}

const FLOATING = new Type('tag:yaml.org,2002:float', {
  kind: 'scalar',
  resolve: (text: string | null) => text !== null && FLOAT.test(text),
  construct: (text: string) => {
    const value = readFloat(text);
    return Number.isInteger(value) ? new Float(value) : value;
  },
});

const TIME =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?$/;

/** A date with a time, in the form in which dbt writes it to the manifest. */
const TIMESTAMP = new Type('tag:yaml.org,2002:timestamp', {
  kind: 'scalar',
  resolve: (text: string | null) => text !== null && TIME.test(text),
  construct: (text: string) => {
    const two = (part: string | undefined): string => (part ?? '').padStart(2, '0');
    const [, year = '', month, day, hour, minute, second, fraction, utc, sign, hours, minutes] = TIME.exec(text) ?? [];
    const micro = (fraction ?? '').slice(0, 6).padEnd(6, '0');
    const offset =
      utc === undefined && sign === undefined
        ? ''
        : `${two(hours)}${two(minutes)}` === '0000'
          ? '+00:00'
          : `${sign ?? '+'}${two(hours)}:${two(minutes)}`;
    const clock = `${two(hour)}:${two(minute)}:${two(second)}${micro === '000000' ? '' : `.${micro}`}`;
    return `${year}-${two(month)}-${two(day)}T${clock}${offset}`;
  },
});

const MERGE = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (text: string | null) => text === '<<' });

export const YAML_SCHEMA = FAILSAFE_SCHEMA.extend({ implicit: [NULL, BOOLEAN, INTEGER, FLOATING, TIMESTAMP, MERGE] });

/** A text's YAML as PyYAML's safe_load reads it; throws where it is none. */
export function loadYamlText(text: string): unknown {
  return load(text, { schema: YAML_SCHEMA, json: true }) ?? null;
}
