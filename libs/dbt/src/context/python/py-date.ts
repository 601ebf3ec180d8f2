import { bindArguments, callable, Tuple } from '@weft/jinja';
import { checkDate, dateOfDays, daysOf, isoCalendarOf, weekdayOf } from './calendar.js';
import { integerOf, type Method, method, pad, PyClass, PyValue, textOf, typeError } from './py-value.js';
import { PyTimeDelta } from './py-time-delta.js';
import { formatTime } from './strftime.js';

/** Python's date. */
export class PyDate extends PyValue {
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor(readonly days: number) {
    super();
    ({ year: this.year, month: this.month, day: this.day } = dateOfDays(days));
  }

  static of(year: number, month: number, day: number): PyDate {
    checkDate(year, month, day);
    return new PyDate(daysOf(year, month, day));
  }

  static fromDate(date: Date): PyDate {
    return new PyDate(Math.floor(date.getTime() / 86_400_000));
  }

  /** `2024-01-31`; null where the text is none. */
  static parse(text: string): PyDate | null {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    return match ? PyDate.of(Number(match[1]), Number(match[2]), Number(match[3])) : null;
  }

  protected field(name: string): unknown {
    return name === 'year' || name === 'month' || name === 'day' ? this[name] : undefined;
  }

  protected method(name: string): Method<never> | undefined {
    return Object.hasOwn(METHODS, name) ? (METHODS[name] as Method<never>) : undefined;
  }

  override equals(other: unknown): boolean {
    return other instanceof PyDate && other.days === this.days;
  }

  override compare(other: unknown): number | undefined {
    return other instanceof PyDate ? this.days - other.days : undefined;
  }

  override operate(operator: string, other: unknown, reflected: boolean): unknown {
    if (other instanceof PyTimeDelta && operator === '+') return new PyDate(this.days + other.days);
    if (reflected || operator !== '-') return undefined;
    if (other instanceof PyTimeDelta) return new PyDate(this.days - other.days);
    return other instanceof PyDate ? PyTimeDelta.of((this.days - other.days) * 86_400) : undefined;
  }

  toString(): string {
    return `${pad(this.year, 4)}-${pad(this.month)}-${pad(this.day)}`;
  }

  repr(): string {
    return `datetime.date(${this.year}, ${this.month}, ${this.day})`;
  }
}

const METHODS: Readonly<Record<string, Method<PyDate>>> = {
  isoformat: method([], (self) => self.toString()),
  strftime: method(['format'], (self, { format }) => {
    const midnight = { hour: 0, minute: 0, second: 0, microsecond: 0 };
    const { year, month, day } = self;
    return formatTime(textOf(format), { year, month, day, ...midnight }, { name: '', offset: '' });
  }),
  weekday: method([], (self) => weekdayOf(self.days)),
  isoweekday: method([], (self) => weekdayOf(self.days) + 1),
  isocalendar: method([], (self) => Tuple.fromItems(isoCalendarOf(self.days))),
  toordinal: method([], (self) => self.days + 719_163),
  replace: method(['year', 'month', 'day'], (self, { year, month, day }) =>
    PyDate.of(integerOf(year, self.year), integerOf(month, self.month), integerOf(day, self.day)),
  ),
};

/** Python's class `date`; `now` is the clock. */
export function dateClass(now: () => Date): PyClass {
  return new PyClass(
    'datetime.date',
    (args, kwargs) => {
      const { year, month, day } = bindArguments('date', ['year', 'month', 'day'], args, kwargs);
      return PyDate.of(integerOf(year), integerOf(month), integerOf(day));
    },
    {
      today: callable('today', () => PyDate.fromDate(now())),
      fromisoformat: callable('fromisoformat', ([text]) => {
        const date = PyDate.parse(textOf(text));
        if (!date) throw typeError(`Invalid isoformat string: '${textOf(text)}'`);
        return date;
      }),
      fromordinal: callable('fromordinal', ([ordinal]) => new PyDate(integerOf(ordinal) - 719_163)),
    },
  );
}
