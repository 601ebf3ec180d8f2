const WRITTEN = /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt\s]+(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d*))?)?)?\s*(Z|[-+]\d\d?(?::?\d\d)?)?$/;

/** A date as dbt keeps it: with a time and a time zone, this machine's where none is written. */
export function readDate(written: unknown): string | null {
  if (typeof written !== 'string') return null;
  const match = WRITTEN.exec(written.trim());
  if (!match) return written;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offset = zone === undefined ? -new Date(y, mo - 1, d, h, mi, s).getTimezoneOffset() : minutesOf(zone);
  const micros = Number(fraction.padEnd(6, '0').slice(0, 6));
  const time = [h, mi, s].map((part) => String(part).padStart(2, '0')).join(':');
  const date = [String(y), ...[mo, d].map((part) => String(part).padStart(2, '0'))].join('-');
  return `${date}T${time}${micros > 0 ? `.${String(micros).padStart(6, '0')}` : ''}${offsetText(offset)}`;
}

function minutesOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([-+])(\d\d?)(?::?(\d\d))?$/.exec(zone) ?? [];
  return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const parts = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
  return `${minutes < 0 ? '-' : '+'}${parts.join(':')}`;
}
