import { bindArguments } from '@weft/jinja';
import { checkTime } from './calendar.js';
import { integerOf, type Method, method, pad, PyClass, PyValue, textOf } from './py-value.js';
import { formatTime } from './strftime.js';

/** Python's time, without a zone. */
export class PyTime extends PyValue {
  constructor(
    readonly hour = 0,
    readonly minute = 0,
    readonly second = 0,
    readonly microsecond = 0,
  ) {
    super();
    checkTime(hour, minute, second, microsecond);
  }

  protected field(name: string): unknown {
    if (name === 'tzinfo') return null;
    return name === 'hour' || name === 'minute' || name === 'second' || name === 'microsecond' ? this[name] : undefined;
  }

  protected method(name: string): Method<never> | undefined {
    return Object.hasOwn(METHODS, name) ? (METHODS[name] as Method<never>) : undefined;
  }

  get total(): number {
    return ((this.hour * 60 + this.minute) * 60 + this.second) * 1_000_000 + this.microsecond;
  }

  override equals(other: unknown): boolean {
    return other instanceof PyTime && other.total === this.total;
  }

  override compare(other: unknown): number | undefined {
    return other instanceof PyTime ? this.total - other.total : undefined;
  }

  toString(): string {
    const fraction = this.microsecond ? `.${pad(this.microsecond, 6)}` : '';
    return `${pad(this.hour)}:${pad(this.minute)}:${pad(this.second)}${fraction}`;
  }

  repr(): string {
    const seconds = this.second || this.microsecond ? `, ${this.second}` : '';
    return `datetime.time(${this.hour}, ${this.minute}${seconds}${this.microsecond ? `, ${this.microsecond}` : ''})`;
  }
}

const METHODS: Readonly<Record<string, Method<PyTime>>> = {
  isoformat: method(['timespec'], (self) => self.toString()),
  strftime: method(['format'], (self, { format }) => {
    const { hour, minute, second, microsecond } = self;
    const epoch = { year: 1900, month: 1, day: 1 };
    return formatTime(textOf(format), { ...epoch, hour, minute, second, microsecond }, { name: '', offset: '' });
  }),
  replace: method(
    ['hour', 'minute', 'second', 'microsecond'],
    (self, { hour, minute, second, microsecond }) =>
      new PyTime(
        integerOf(hour, self.hour),
        integerOf(minute, self.minute),
        integerOf(second, self.second),
        integerOf(microsecond, self.microsecond),
      ),
  ),
};

export const TIME = new PyClass(
  'datetime.time',
  (args, kwargs) => {
    const names = ['hour', 'minute', 'second', 'microsecond', 'tzinfo'];
    const { hour, minute, second, microsecond } = bindArguments('time', names, args, kwargs);
    return new PyTime(integerOf(hour, 0), integerOf(minute, 0), integerOf(second, 0), integerOf(microsecond, 0));
  },
  { min: new PyTime(), max: new PyTime(23, 59, 59, 999_999) },
);
