import { PyDate } from '../context/python/py-date.js';
import { PyDateTime } from '../context/python/py-date-time.js';
import { PyDecimal } from '../context/python/py-decimal.js';
import { parseTime } from '../context/python/strftime.js';
import type { ColumnType } from './table.js';

/** What a text means as a type; undefined where it means nothing. */
interface Hypothesis {
  readonly type: ColumnType;
  read(text: string): unknown;
}

const CURRENCIES = /^[$¢£¤¥֏؋৲৳৻૱௹฿៛₠-₿﷼﹩＄￠￡￥￦]+|[$¢£¤¥֏؋৲৳৻૱௹฿៛₠-₿﷼﹩＄￠￡￥￦]+$/g;

function readNumber(text: string): PyDecimal | undefined {
  const bare = text.replace(/^%+|%+$/g, '').replace(CURRENCIES, '');
  const negative = bare.startsWith('-');
  const digits = (negative ? bare.slice(1) : bare).replaceAll(',', '').replace(/(\d)_(?=\d)/g, '$1');
  if (!PyDecimal.isNumber(digits) && !/^[-+]?(inf(inity)?|nan)$/i.test(digits)) return undefined;
  const number = PyDecimal.of(digits);
  return negative ? number.negate() : number;
}

function parsed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const HYPOTHESES: readonly Hypothesis[] = [
  { type: 'Number', read: readNumber },
  {
    type: 'Date',
    read: (text) => {
      if (!/^\d{4}-/.test(text)) return undefined;
      return parsed(() => {
        const { year, month, day } = parseTime(text, '%Y-%m-%d');
        return PyDate.of(year, month, day);
      });
    },
  },
  {
    type: 'DateTime',
    read: (text) =>
      /^\d{4}-\d+-\d+ /.test(text) ? parsed(() => PyDateTime.of(parseTime(text, '%Y-%m-%d %H:%M:%S'), null)) : undefined,
  },
  {
    type: 'DateTime',
    read: (text) => (/^\d{4}-\d\d-\d\dT\d/.test(text) ? (parsed(() => PyDateTime.parse(text)) ?? undefined) : undefined),
  },
  { type: 'Boolean', read: (text) => ({ true: true, false: false })[text.toLowerCase()] },
];

const PLAIN_NUMBER = /^-?\d+(?:\.(\d+))?$/;
const isNull = (text: string): boolean => text === '' || (text.length === 4 && text.toLowerCase() === 'null');

/** One column: its type is the first that all its values have, else it is text. */
export class SeedColumn {
  hasFraction = false;
  private candidate: number;

  constructor(
    isText: boolean,
    /** What has been read of this column; it is read again when a type turns out wrong. */
    private readonly before: () => Iterable<string | null>,
  ) {
    this.candidate = isText ? HYPOTHESES.length : 0;
  }

  get type(): ColumnType {
    return HYPOTHESES[this.candidate]?.type ?? 'Text';
  }

  /** Takes one more value into account. */
  add(text: string | null): void {
    if (this.candidate >= HYPOTHESES.length || this.fits(text)) return;
    for (this.candidate += 1; this.candidate < HYPOTHESES.length; this.candidate += 1) {
      if (this.fits(text) && this.fitsAll()) return;
    }
  }

  value(text: string | null): unknown {
    if (text === null) return null;
    const trimmed = text.trim();
    if (isNull(trimmed)) return null;
    const hypothesis = HYPOTHESES[this.candidate];
    return hypothesis ? (hypothesis.read(trimmed) ?? null) : text;
  }

  private fitsAll(): boolean {
    for (const text of this.before()) if (!this.fits(text)) return false;
    return true;
  }

  private fits(text: string | null): boolean {
    if (text === null) return true;
    const trimmed = text.trim();
    if (isNull(trimmed)) return true;
    if (this.candidate === 0) return this.fitsNumber(trimmed);
    return HYPOTHESES[this.candidate]?.read(trimmed) !== undefined;
  }

  /** Most numbers are plain digits: no Decimal is made of them to see that. Zeros at the end are no fraction. */
  private fitsNumber(text: string): boolean {
    const plain = PLAIN_NUMBER.exec(text);
    if (plain) {
      if (!this.hasFraction && plain[1] !== undefined) this.hasFraction = /[1-9]/.test(plain[1]);
      return true;
    }
    const number = readNumber(text);
    if (number?.special === null && number.normalized().places > 0) this.hasFraction = true;
    return number !== undefined;
  }
}
