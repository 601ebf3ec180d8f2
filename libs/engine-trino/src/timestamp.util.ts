const PARTS = /^([+-]?\d+-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?: (.+))?$/;
const OFFSET = /^([+-])(\d\d):(\d\d)$/;
const MINUTE = 60_000;

/** `2020-01-02 03:04:05.123` -> `2020-01-02T03:04:05.123`: ISO 8601, with as many decimals as the type has. */
export function isoTimestamp(text: string): string {
  return text.replace(' ', 'T');
}

/**
 * `2020-01-02 08:34:05.123 Asia/Kolkata` -> `2020-01-02T03:04:05.123Z`: the instant in UTC. Of an hour that a zone has twice, Trino's text does
 * not say which it was; the first is taken.
 */
export function isoInstant(text: string): string {
  const [, date, time, zone] = PARTS.exec(text) ?? [];
  if (date === undefined || time === undefined || zone === undefined) return isoTimestamp(text);
  if (zone === 'UTC' || zone === 'Z') return `${date}T${time}Z`;
  const [clock = '', decimals] = time.split('.');
  const local = Date.parse(`${expandYear(date)}T${clock}Z`);
  const instant = new Date(local - offsetOf(zone, local)).toISOString().replace('.000Z', '');
  return `${instant}${decimals === undefined ? '' : `.${decimals}`}Z`;
}

/** JavaScript reads years outside 0 to 9999 with a sign and six digits only. */
function expandYear(date: string): string {
  const [, sign, year = '', rest = ''] = /^([+-]?)(\d+)(-\d\d-\d\d)$/.exec(date) ?? [];
  return sign ? `${sign}${year.padStart(6, '0')}${rest}` : date;
}

/** Milliseconds by which the zone is ahead of UTC when its clocks show `local`. */
function offsetOf(zone: string, local: number): number {
  const [, sign, hours, minutes] = OFFSET.exec(zone) ?? [];
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
  const around = [local - 24 * 60 * MINUTE, local + 24 * 60 * MINUTE].map((instant) => zoneOffset(zone, instant));
  const fitting = around.filter((offset) => zoneOffset(zone, local - offset) === offset);
  return Math.max(...(fitting.length > 0 ? fitting : around));
}

/** Milliseconds by which the zone is ahead of UTC at an instant. */
function zoneOffset(zone: string, instant: number): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    calendar: 'gregory',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}
