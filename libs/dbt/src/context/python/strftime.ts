import { type ClockTime, dayOfYear, daysOf, isoCalendarOf, weekdayOf } from './calendar.js';
import { pad, typeError } from './py-value.js';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** What a format may say of a zone; empty for a time without one. */
export interface ZoneText {
  readonly name: string;
  /** `+0200` */
  readonly offset: string;
}

/** Python's strftime in the C locale; `%-d` drops the padding, as glibc does. */
export function formatTime(format: string, time: ClockTime, zone: ZoneText): string {
  return format.replace(/%([-_0^#]?)(:?[A-Za-z%])/g, (all, flag: string, directive: string) => {
    const text = directiveText(directive, time, zone);
    if (text === undefined) return all;
    if (flag === '-') return /^0*(.)/.test(text) ? text.replace(/^0+(?=.)/, '') : text;
    if (flag === '_') return text.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length));
    return flag === '^' ? text.toUpperCase() : text;
  });
}

function directiveText(directive: string, time: ClockTime, zone: ZoneText): string | undefined {
  const { year, month, day, hour, minute, second, microsecond } = time;
  const days = daysOf(year, month, day);
  const weekday = weekdayOf(days);
  const nested = (format: string): string => formatTime(format, time, zone);
  switch (directive) {
    case 'Y':
      return String(year);
    case 'm':
      return pad(month);
    case 'd':
      return pad(day);
    case 'H':
      return pad(hour);
    case 'M':
      return pad(minute);
    case 'S':
      return pad(second);
    case 'f':
      return pad(microsecond, 6);
    case 'y':
      return pad(year % 100);
    case 'C':
      return pad(Math.floor(year / 100));
    case 'e':
      return String(day).padStart(2);
    case 'j':
      return pad(dayOfYear(year, days), 3);
    case 'I':
      return pad(hour % 12 || 12);
    case 'p':
      return hour < 12 ? 'AM' : 'PM';
    case 'a':
      return (DAYS[weekday] ?? '').slice(0, 3);
    case 'A':
      return DAYS[weekday] ?? '';
    case 'b':
    case 'h':
      return (MONTHS[month - 1] ?? '').slice(0, 3);
    case 'B':
      return MONTHS[month - 1] ?? '';
    case 'w':
      return String((weekday + 1) % 7);
    case 'u':
      return String(weekday + 1);
    case 'U':
      return pad(Math.floor((dayOfYear(year, days) + 6 - ((weekday + 1) % 7)) / 7));
    case 'W':
      return pad(Math.floor((dayOfYear(year, days) + 6 - weekday) / 7));
    case 'G':
      return String(isoCalendarOf(days)[0]);
    case 'V':
      return pad(isoCalendarOf(days)[1]);
    case 'z':
      return zone.offset;
    case ':z':
      return zone.offset.replace(/^(...)(..)/, '$1:$2');
    case 'Z':
      return zone.name;
    case 's':
      return String(days * 86_400 + hour * 3600 + minute * 60 + second);
    case 'D':
    case 'x':
      return nested('%m/%d/%y');
    case 'T':
    case 'X':
      return nested('%H:%M:%S');
    case 'R':
      return nested('%H:%M');
    case 'F':
      return nested('%Y-%m-%d');
    case 'c':
      return nested('%a %b %e %H:%M:%S %Y');
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '%':
      return '%';
    default:
      return undefined;
  }
}

const NUMBERS: Readonly<Record<string, { readonly pattern: string; readonly part: keyof ParsedTime }>> = {
  Y: { pattern: '\\d{4}', part: 'year' },
  m: { pattern: '1[0-2]|0[1-9]|[1-9]', part: 'month' },
  d: { pattern: '3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]', part: 'day' },
  H: { pattern: '2[0-3]|[01]\\d|\\d', part: 'hour' },
  M: { pattern: '[0-5]\\d|\\d', part: 'minute' },
  S: { pattern: '6[01]|[0-5]\\d|\\d', part: 'second' },
};

interface ParsedTime extends ClockTime {
  /** Seconds east of UTC, where the text says so. */
  readonly offset?: number;
}

/** Python's strptime. */
export function parseTime(text: string, format: string): ParsedTime {
  const parts: Record<string, number> = { year: 1900, month: 1, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0 };
  const readers: ((found: string) => void)[] = [];
  const pattern = format
    .replace(/[\\.^$*+?()[\]{}|]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
    .replace(/%([A-Za-z%])/g, (_all, directive: string) => {
      const { source, read } = readerOf(directive, parts, format);
      if (!read) return source;
      readers.push(read);
      return `(${source})`;
    });
  const match = new RegExp(`^${pattern}`, 'i').exec(text);
  if (!match) throw typeError(`time data '${text}' does not match format '${format}'`);
  if (match[0].length < text.length) throw typeError(`unconverted data remains: ${text.slice(match[0].length)}`);
  readers.forEach((read, index) => read(match[index + 1] ?? ''));
  if (parts['pm'] !== undefined) parts['hour'] = ((parts['hour'] ?? 0) % 12) + 12 * parts['pm'];
  if (parts['dayOfYear'] !== undefined) {
    const date = new Date(Date.UTC(parts['year'] ?? 1900, 0, parts['dayOfYear']));
    [parts['month'], parts['day']] = [date.getUTCMonth() + 1, date.getUTCDate()];
  }
  return parts as unknown as ParsedTime;
}

interface Reader {
  readonly source: string;
  readonly read: ((found: string) => void) | null;
}

function readerOf(directive: string, parts: Record<string, number>, format: string): Reader {
  const number = NUMBERS[directive];
  if (number) return { source: number.pattern, read: (found) => (parts[number.part] = Number(found)) };
  const named = (names: readonly string[], part: string, length?: number): Reader => ({
    source: names.map((name) => name.slice(0, length)).join('|'),
    read: (found) => (parts[part] = names.findIndex((name) => name.slice(0, length).toLowerCase() === found.toLowerCase()) + 1),
  });
  switch (directive) {
    case 'y':
      return { source: '\\d\\d', read: (found) => (parts['year'] = Number(found) + (Number(found) < 69 ? 2000 : 1900)) };
    case 'f':
      return { source: '\\d{1,6}', read: (found) => (parts['microsecond'] = Number(found.padEnd(6, '0'))) };
    case 'I':
      return { source: '1[0-2]|0[1-9]|[1-9]', read: (found) => (parts['hour'] = Number(found)) };
    case 'p':
      return { source: 'AM|PM', read: (found) => (parts['pm'] = Number(found.toUpperCase() === 'PM')) };
    case 'j':
      return { source: '\\d{1,3}', read: (found) => (parts['dayOfYear'] = Number(found)) };
    case 'b':
      return named(MONTHS, 'month', 3);
    case 'B':
      return named(MONTHS, 'month');
    case 'a':
      return named(DAYS, 'weekday', 3);
    case 'A':
      return named(DAYS, 'weekday');
    case 'z':
      return { source: '[+-]\\d\\d:?\\d\\d(?::?\\d\\d)?|Z', read: (found) => (parts['offset'] = offsetOf(found)) };
    case 'Z':
      return { source: 'UTC|GMT', read: () => undefined };
    case '%':
      return { source: '%', read: null };
    default:
      throw typeError(`'${directive}' is a bad directive in format '${format}'`);
  }
}

/** `+02:00`, `+0200` or `Z` -> seconds. */
export function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const digits = text.slice(1).replaceAll(':', '');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6) || 0);
  return text.startsWith('-') ? -seconds : seconds;
}
