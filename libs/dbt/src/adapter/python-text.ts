import { PyTimeDelta } from '../context/python/py-time-delta.js';

/** Times, intervals and bytes as dbt's tables hold them: as the text of Python's value; null for types that are text as they are. */
export function pythonTextOf(type: string): ((text: string) => string) | null {
  if (type === 'varbinary') return bytesText;
  if (type.startsWith('time') && !type.startsWith('timestamp')) return timeText;
  return type.startsWith('interval day') ? intervalText : null;
}

/** Without a fraction of zeros, else with six digits of it. */
function timeText(text: string): string {
  return text.replace(/\.(\d+)/, (_, digits: string) => (/^0+$/.test(digits) ? '' : `.${digits.padEnd(6, '0').slice(0, 6)}`));
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function bytesText(base64: string): string {
  const bytes = Array.from(atob(base64), (byte) => {
    const shown = ESCAPES[byte] ?? byte;
    return /^[\x20-\x7e]+$/.test(shown) ? shown : `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  }).join('');
  return bytes.includes("'") && !bytes.includes('"') ? `b"${bytes}"` : `b'${bytes.replaceAll("'", "\\'")}'`;
}

const DAYS = { year: 360, month: 30, day: 1 };

/** `1 month 2 days 03:04:05.5` of DuckDB, `2 03:04:05.500` of Trino -> `32 days, 3:04:05.500000`; a year has twelve months of 30 days. */
function intervalText(text: string): string {
  const parts = [...text.matchAll(/(-?\d+) (year|month|day)s?/g)];
  const trino = /^(-?)(\d+) (?=\d+:)/.exec(text);
  const sign = text.startsWith('-') && trino ? -1 : 1;
  const days = parts.reduce((sum, [, count, unit]) => sum + Number(count) * DAYS[unit as keyof typeof DAYS], 0);
  const [, minus = '', hours = '0', minutes = '0', seconds = '0', fraction = ''] =
    /(-?)(\d+):(\d+):(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const clock = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  const direction = minus ? -1 : sign;
  const whole = (days + sign * Number(trino?.[2] ?? 0)) * 86_400 + direction * clock;
  return PyTimeDelta.of(whole, direction * Number(fraction.padEnd(6, '0').slice(0, 6))).toString();
}
