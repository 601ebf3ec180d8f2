import { bindArguments, callable, Float, isNumeric, toNumber, Tuple } from '@weft/jinja';
import {
  checkDate,
  checkTime,
  type ClockTime,
  dateOfDays,
  DAY_SECONDS,
  daysOf,
  floorDivide,
  isoCalendarOf,
  weekdayOf,
} from './calendar.js';
import { integerOf, type Method, method, numberOf, pad, PyClass, textOf, typeError } from './py-value.js';
import { PyDate } from './py-date.js';
import { PyTime } from './py-time.js';
import { PyTimeDelta } from './py-time-delta.js';
import { FixedZone, offsetText, PyZone, UTC, ZonedValue } from './py-zone.js';
import { formatTime, offsetOf, parseTime } from './strftime.js';

const FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const;

/** Python's datetime: what a clock shows, and the zone of that clock where it is known. */
export class PyDateTime extends ZonedValue implements ClockTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;

  constructor(
    /** What the clock shows, as seconds since 1970 if it were UTC. */
    readonly localSeconds: number,
    readonly microsecond: number,
    readonly zone: PyZone | null,
  ) {
    super();
    const [days, rest] = floorDivide(localSeconds, DAY_SECONDS);
    ({ year: this.year, month: this.month, day: this.day } = dateOfDays(days));
    [this.hour, this.minute, this.second] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
    if (this.year < 1 || this.year > 9999) throw typeError('date value out of range');
  }

  static of(time: ClockTime, zone: PyZone | null): PyDateTime {
    checkDate(time.year, time.month, time.day);
    checkTime(time.hour, time.minute, time.second, time.microsecond);
    const days = daysOf(time.year, time.month, time.day);
    return new PyDateTime(days * DAY_SECONDS + time.hour * 3600 + time.minute * 60 + time.second, time.microsecond, zone);
  }

  /** An instant as UTC. */
  static utc(date: Date): PyDateTime {
    const [seconds, milliseconds] = floorDivide(date.getTime(), 1000);
    return new PyDateTime(seconds, milliseconds * 1000, UTC);
  }

  /** An instant as UTC's clock shows it, its zone left out. */
  static naive(date: Date): PyDateTime {
    return PyDateTime.utc(date).withZone(null);
  }

  static fromInstant(instant: number, microsecond: number, zone: PyZone): PyDateTime {
    return new PyDateTime(instant + zone.offsetAt(instant), microsecond, zone);
  }

  /** ISO 8601, with a space or a T, and an offset where there is one; null where the text is none. */
  static parse(text: string): PyDateTime | null {
    const match =
      /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?)?$/.exec(
        text,
      );
    if (!match) return null;
    const [, year, month, day, hour, minute, second, fraction, offset] = match;
    const zone = offset === undefined ? null : zoneOf(offsetOf(/^[+-]\d{2}$/.test(offset) ? `${offset}00` : offset));
    const time = { hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0) };
    const microsecond = Number((fraction ?? '').slice(0, 6).padEnd(6, '0'));
    return PyDateTime.of({ year: Number(year), month: Number(month), day: Number(day), ...time, microsecond }, zone);
  }

  /** Seconds since 1970; a time without a zone counts as UTC. */
  get instant(): number {
    return this.zone ? this.zone.instantOf(this.localSeconds) : this.localSeconds;
  }

  /** Milliseconds are all that a Date can hold. */
  toDate(): Date {
    return new Date(this.instant * 1000 + Math.floor(this.microsecond / 1000));
  }

  withZone(zone: PyZone | null): PyDateTime {
    return new PyDateTime(this.localSeconds, this.microsecond, zone);
  }

  atZone(zone: PyZone): PyDateTime {
    return PyDateTime.fromInstant(this.instant, this.microsecond, zone);
  }

  get offset(): number | null {
    return this.zone ? this.localSeconds - this.instant : null;
  }

  protected field(name: string): unknown {
    if (name === 'tzinfo') return this.zone;
    return (FIELDS as readonly string[]).includes(name) ? this[name as (typeof FIELDS)[number]] : undefined;
  }

  protected method(name: string): Method<never> | undefined {
    return Object.hasOwn(METHODS, name) ? (METHODS[name] as Method<never>) : undefined;
  }

  override equals(other: unknown): boolean {
    if (!(other instanceof PyDateTime) || (other.zone === null) !== (this.zone === null)) return false;
    return other.instant === this.instant && other.microsecond === this.microsecond;
  }

  override compare(other: unknown): number | undefined {
    if (!(other instanceof PyDateTime)) return undefined;
    if ((other.zone === null) !== (this.zone === null)) throw typeError("can't compare offset-naive and offset-aware datetimes");
    return this.instant - other.instant || this.microsecond - other.microsecond;
  }

  override operate(operator: string, other: unknown, reflected: boolean): unknown {
    if (other instanceof PyTimeDelta && (operator === '+' || (operator === '-' && !reflected))) {
      const sign = operator === '-' ? -1 : 1;
      const [carry, micro] = floorDivide(this.microsecond + sign * other.microseconds, 1_000_000);
      return new PyDateTime(this.localSeconds + sign * other.wholeSeconds + carry, micro, this.zone);
    }
    if (!(other instanceof PyDateTime) || operator !== '-' || reflected) return undefined;
    if ((other.zone === null) !== (this.zone === null)) throw typeError("can't subtract offset-naive and offset-aware datetimes");
    return PyTimeDelta.of(this.instant - other.instant, this.microsecond - other.microsecond);
  }

  isoformat(separator: string, timespec = 'auto'): string {
    const date = `${pad(this.year, 4)}-${pad(this.month)}-${pad(this.day)}`;
    const parts = [pad(this.hour), pad(this.minute), pad(this.second)];
    const shown = timespec === 'hours' ? 1 : timespec === 'minutes' ? 2 : 3;
    const micro = pad(this.microsecond, 6);
    const all = timespec === 'microseconds' || (timespec === 'auto' && this.microsecond !== 0);
    const fraction = timespec === 'milliseconds' ? `.${micro.slice(0, 3)}` : all ? `.${micro}` : '';
    const offset = this.offset === null ? '' : offsetText(this.offset, ':');
    return `${date}${separator}${parts.slice(0, shown).join(':')}${fraction}${offset}`;
  }

  toString(): string {
    return this.isoformat(' ');
  }

  repr(): string {
    const parts: (number | string)[] = [this.year, this.month, this.day, this.hour, this.minute];
    if (this.second || this.microsecond) parts.push(this.second);
    if (this.microsecond) parts.push(this.microsecond);
    if (this.zone) parts.push(`tzinfo=${this.zone.repr()}`);
    return `datetime.datetime(${parts.join(', ')})`;
  }
}

function zoneOf(seconds: number): PyZone {
  return seconds === 0 ? UTC : new FixedZone(seconds);
}

function zoneArgument(value: unknown): PyZone | null {
  if (value === undefined || value === null) return null;
  if (value instanceof PyZone) return value;
  throw typeError('tzinfo argument must be None or of a tzinfo subclass');
}

const METHODS: Readonly<Record<string, Method<PyDateTime>>> = {
  isoformat: method(['sep', 'timespec'], (self, { sep, timespec }) =>
    self.isoformat(sep === undefined ? 'T' : textOf(sep), timespec === undefined ? 'auto' : textOf(timespec)),
  ),
  strftime: method(['format'], (self, { format }) => {
    const offset = self.offset;
    const zone =
      offset === null
        ? { name: '', offset: '' }
        : { name: self.zone?.nameAt(self.instant) ?? '', offset: offsetText(offset, '') };
    return formatTime(textOf(format), self, zone);
  }),
  date: method([], (self) => new PyDate(Math.floor(self.localSeconds / DAY_SECONDS))),
  time: method([], ({ hour, minute, second, microsecond }) => new PyTime(hour, minute, second, microsecond)),
  timestamp: method([], (self) => new Float(self.instant + self.microsecond / 1_000_000)),
  weekday: method([], (self) => weekdayOf(Math.floor(self.localSeconds / DAY_SECONDS))),
  isoweekday: method([], (self) => weekdayOf(Math.floor(self.localSeconds / DAY_SECONDS)) + 1),
  isocalendar: method([], (self) => Tuple.fromItems(isoCalendarOf(Math.floor(self.localSeconds / DAY_SECONDS)))),
  toordinal: method([], (self) => Math.floor(self.localSeconds / DAY_SECONDS) + 719_163),
  utcoffset: method([], (self) => (self.offset === null ? null : PyTimeDelta.of(self.offset))),
  tzname: method([], (self) => self.zone?.nameAt(self.instant) ?? null),
  astimezone: method(['tz'], (self, { tz }) => self.atZone(zoneArgument(tz) ?? UTC)),
  replace: method([...FIELDS, 'tzinfo', 'fold'], (self, given) => {
    const time = Object.fromEntries(FIELDS.map((name) => [name, integerOf(given[name], self[name])])) as unknown as ClockTime;
    return PyDateTime.of(time, given['tzinfo'] === undefined ? self.zone : zoneArgument(given['tzinfo']));
  }),
};

/** Python's class `datetime`; `now` is the clock, and the process's own zone is UTC. */
export function dateTimeClass(now: () => Date): PyClass {
  return new PyClass(
    'datetime.datetime',
    (args, kwargs) => {
      const bound = bindArguments('datetime', [...FIELDS, 'tzinfo'], args, kwargs);
      const { year, month, day, hour, minute, second, microsecond, tzinfo } = bound;
      const date = { year: integerOf(year), month: integerOf(month), day: integerOf(day) };
      const time = { hour: integerOf(hour, 0), minute: integerOf(minute, 0), second: integerOf(second, 0) };
      return PyDateTime.of({ ...date, ...time, microsecond: integerOf(microsecond, 0) }, zoneArgument(tzinfo));
    },
    {
      now: callable('now', ([tz], kwargs) => {
        const zone = zoneArgument(tz ?? kwargs.get('tz'));
        return zone ? PyDateTime.utc(now()).atZone(zone) : PyDateTime.naive(now());
      }),
      utcnow: callable('utcnow', () => PyDateTime.naive(now())),
      today: callable('today', () => PyDateTime.naive(now())),
      strptime: callable('strptime', ([text, format]) => {
        const parsed = parseTime(textOf(text), textOf(format));
        return PyDateTime.of(parsed, parsed.offset === undefined ? null : zoneOf(parsed.offset));
      }),
      fromisoformat: callable('fromisoformat', ([text]) => {
        const parsed = PyDateTime.parse(textOf(text));
        if (!parsed) throw typeError(`Invalid isoformat string: '${textOf(text)}'`);
        return parsed;
      }),
      fromtimestamp: callable('fromtimestamp', ([stamp, tz], kwargs) => ofStamp(stamp, zoneArgument(tz ?? kwargs.get('tz')))),
      utcfromtimestamp: callable('utcfromtimestamp', ([stamp]) => ofStamp(stamp, null)),
      combine: callable('combine', ([date, time]) => {
        if (!(date instanceof PyDate) || !(time instanceof PyTime)) throw typeError('combine() takes a date and a time');
        const { hour, minute, second, microsecond } = time;
        return PyDateTime.of({ year: date.year, month: date.month, day: date.day, hour, minute, second, microsecond }, null);
      }),
      min: PyDateTime.of({ year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0 }, null),
      max: PyDateTime.of({ year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59, microsecond: 999_999 }, null),
    },
  );
}

function ofStamp(stamp: unknown, zone: PyZone | null): PyDateTime {
  const number = numberOf(isNumeric(stamp) ? toNumber(stamp) : stamp);
  const seconds = Math.floor(number);
  const micro = Math.round((number - seconds) * 1_000_000);
  return zone ? PyDateTime.fromInstant(seconds, micro, zone) : new PyDateTime(seconds, micro, null);
}
