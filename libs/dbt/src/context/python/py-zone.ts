import { type ClockTime, DAY_SECONDS, daysOf } from './calendar.js';
import { type Method, method, pad, PyValue, typeError } from './py-value.js';
import { PyTimeDelta } from './py-time-delta.js';

/** A datetime, as far as zones ask. */
export abstract class ZonedValue extends PyValue {
  abstract readonly localSeconds: number;
  abstract readonly zone: PyZone | null;
  abstract withZone(zone: PyZone | null): ZonedValue;
  abstract atZone(zone: PyZone): ZonedValue;
}

/** Where a clock stands against UTC: a fixed offset, or a place's rules. */
export abstract class PyZone extends PyValue {
  /** Seconds east of UTC at an instant (seconds since 1970). */
  abstract offsetAt(instant: number): number;

  /** `CET`, `UTC+02:00` */
  abstract nameAt(instant: number): string;

  /** The instant at which a clock here shows `local` (as if it were UTC); of two, the one of standard time, as pytz has it. */
  instantOf(local: number): number {
    const before = this.offsetAt(local - DAY_SECONDS);
    const after = this.offsetAt(local + DAY_SECONDS);
    const candidates = [local - before, local - after].filter((instant) => instant + this.offsetAt(instant) === local);
    if (candidates.length === 0) return local - before;
    return Math.max(...candidates);
  }

  protected field(name: string): unknown {
    return name === 'zone' ? this.toString() : undefined;
  }

  protected method(name: string): Method<never> | undefined {
    return name in METHODS ? (METHODS[name as keyof typeof METHODS] as Method<never>) : undefined;
  }

  override equals(other: unknown): boolean {
    return other instanceof PyZone && other.toString() === this.toString();
  }
}

const METHODS = {
  localize: method<PyZone>(['dt', 'is_dst'], (zone, { dt }) => {
    if (!(dt instanceof ZonedValue) || dt.zone) throw typeError('Not naive datetime (tzinfo is already set)');
    return dt.withZone(zone);
  }),
  normalize: method<PyZone>(['dt'], (zone, { dt }) => {
    if (!(dt instanceof ZonedValue) || !dt.zone) throw typeError('Naive time - no tzinfo set');
    return dt.atZone(zone);
  }),
  utcoffset: method<PyZone>(['dt'], (zone, { dt }) =>
    PyTimeDelta.of(zone.offsetAt(dt instanceof ZonedValue ? zone.instantOf(dt.localSeconds) : 0)),
  ),
  tzname: method<PyZone>(['dt'], (zone, { dt }) => zone.nameAt(dt instanceof ZonedValue ? zone.instantOf(dt.localSeconds) : 0)),
};

/** A fixed offset; `UTC` where there is a name. */
export class FixedZone extends PyZone {
  constructor(
    readonly seconds: number,
    private readonly label: string = `UTC${seconds === 0 ? '' : offsetText(seconds, ':')}`,
  ) {
    super();
  }

  offsetAt(): number {
    return this.seconds;
  }

  override instantOf(local: number): number {
    return local - this.seconds;
  }

  nameAt(): string {
    return this.label;
  }

  toString(): string {
    return this.label;
  }

  repr(): string {
    return this.seconds === 0 ? '<UTC>' : `datetime.timezone(${PyTimeDelta.of(this.seconds).repr()})`;
  }
}

export const UTC = new FixedZone(0, 'UTC');

/** A place of the tz database, from the runtime's own copy of it. */
export class PlaceZone extends PyZone {
  private readonly offsets: Intl.DateTimeFormat;
  private readonly names: Intl.DateTimeFormat;
  readonly name: string;

  private constructor(name: string) {
    super();
    this.name = name;
    const clock = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    this.offsets = new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', era: 'short', ...clock });
    this.names = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'short' });
  }

  /** Null where the database has no such place. */
  static find(name: string): PlaceZone | null {
    try {
      return new PlaceZone(name);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  offsetAt(instant: number): number {
    const parts = Object.fromEntries(this.offsets.formatToParts(instant * 1000).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts as Partial<ClockTime>;
    return daysOf(year, month, day) * DAY_SECONDS + hour * 3600 + minute * 60 + second - Math.floor(instant);
  }

  nameAt(instant: number): string {
    const name = this.names.formatToParts(instant * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? this.name;
    return (
      KNOWN_NAMES[this.name]?.[this.offsetAt(instant)] ?? (name.startsWith('GMT') ? offsetText(this.offsetAt(instant), '') : name)
    );
  }

  toString(): string {
    return this.name;
  }

  repr(): string {
    return `<DstTzInfo '${this.name}'>`;
  }
}

/** Abbreviations of the tz database that English (US) has no word for. */
const EUROPE = { 3600: 'CET', 7200: 'CEST' } as const;
const KNOWN_NAMES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'Europe/London': { 0: 'GMT', 3600: 'BST' },
  'Europe/Dublin': { 0: 'GMT', 3600: 'IST' },
  'Europe/Lisbon': { 0: 'WET', 3600: 'WEST' },
  'Asia/Tokyo': { 32400: 'JST' },
  'Asia/Kolkata': { 19800: 'IST' },
  'Asia/Shanghai': { 28800: 'CST' },
  'Australia/Sydney': { 36000: 'AEST', 39600: 'AEDT' },
  ...Object.fromEntries(
    [
      'Amsterdam',
      'Berlin',
      'Brussels',
      'Madrid',
      'Oslo',
      'Paris',
      'Prague',
      'Rome',
      'Stockholm',
      'Vienna',
      'Warsaw',
      'Zurich',
    ].map((city) => [`Europe/${city}`, EUROPE]),
  ),
};

export function offsetText(seconds: number, separator: string): string {
  const size = Math.abs(seconds);
  const text = `${seconds < 0 ? '-' : '+'}${pad(Math.floor(size / 3600))}${separator}${pad(Math.floor(size / 60) % 60)}`;
  return size % 60 === 0 ? text : `${text}${separator}${pad(size % 60)}`;
}
