import { bindArguments, Float, isFloatValue, isNumeric, toNumber } from './values.js';
import { floorDivide } from './calendar.js';
import { type Method, method, numberOf, pad, PyClass, PyValue } from './py-value.js';

/** Python's timedelta: days, seconds and microseconds, normalised as Python does. */
export class PyTimeDelta extends PyValue {
  private constructor(
    readonly days: number,
    readonly seconds: number,
    readonly microseconds: number,
  ) {
    super();
  }

  static of(seconds: number, microseconds = 0): PyTimeDelta {
    const [carry, micro] = floorDivide(Math.round(microseconds), 1_000_000);
    const [days, rest] = floorDivide(seconds + carry, 86_400);
    return new PyTimeDelta(days, rest, micro);
  }

  get wholeSeconds(): number {
    return this.days * 86_400 + this.seconds;
  }

  get totalSeconds(): number {
    return this.wholeSeconds + this.microseconds / 1_000_000;
  }

  times(factor: number): PyTimeDelta {
    const seconds = this.wholeSeconds * factor;
    const whole = Math.trunc(seconds);
    return PyTimeDelta.of(whole, (seconds - whole) * 1_000_000 + this.microseconds * factor);
  }

  protected field(name: string): unknown {
    return name === 'days' || name === 'seconds' || name === 'microseconds' ? this[name] : undefined;
  }

  protected method(name: string): Method<never> | undefined {
    return name === 'total_seconds' ? method<PyTimeDelta>([], (self) => new Float(self.totalSeconds)) : undefined;
  }

  override equals(other: unknown): boolean {
    return other instanceof PyTimeDelta && other.totalSeconds === this.totalSeconds;
  }

  override compare(other: unknown): number | undefined {
    return other instanceof PyTimeDelta ? this.totalSeconds - other.totalSeconds : undefined;
  }

  override operate(operator: string, other: unknown, reflected: boolean): unknown {
    if (other instanceof PyTimeDelta) {
      const sign = operator === '-' ? -1 : 1;
      if (operator === '+' || operator === '-') {
        return PyTimeDelta.of(this.wholeSeconds + sign * other.wholeSeconds, this.microseconds + sign * other.microseconds);
      }
      if (operator === '/') return new Float(this.totalSeconds / other.totalSeconds);
      return operator === '//' ? Math.floor(this.totalSeconds / other.totalSeconds) : undefined;
    }
    if (!isNumeric(other)) return undefined;
    if (operator === '*') return this.times(toNumber(other));
    if (reflected) return undefined;
    if (operator === '/') return this.times(1 / toNumber(other));
    return operator === '//' && !isFloatValue(other)
      ? PyTimeDelta.of(0, Math.floor((this.totalSeconds * 1_000_000) / toNumber(other)))
      : undefined;
  }

  override isTrue(): boolean {
    return this.totalSeconds !== 0;
  }

  toString(): string {
    const { days, seconds, microseconds } = this;
    const clock = `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
    const fraction = microseconds ? `.${pad(microseconds, 6)}` : '';
    return `${days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `}${clock}${fraction}`;
  }

  repr(): string {
    const parts = (['days', 'seconds', 'microseconds'] as const).flatMap((name) =>
      this[name] === 0 ? [] : [`${name}=${this[name]}`],
    );
    return `datetime.timedelta(${parts.join(', ') || '0'})`;
  }
}

const UNITS = ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'];

export const TIMEDELTA = new PyClass(
  'datetime.timedelta',
  (args, kwargs) => {
    const bound = bindArguments('timedelta', UNITS, args, kwargs);
    const of = (name: string): number => numberOf(bound[name], 0);
    const seconds = of('weeks') * 604_800 + of('days') * 86_400 + of('hours') * 3600 + of('minutes') * 60 + of('seconds');
    const whole = Math.floor(seconds);
    return PyTimeDelta.of(whole, (seconds - whole) * 1_000_000 + of('milliseconds') * 1000 + of('microseconds'));
  },
  { max: PyTimeDelta.of(999_999_999 * 86_400), min: PyTimeDelta.of(-999_999_999 * 86_400) },
);
