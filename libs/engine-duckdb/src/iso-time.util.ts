const MICROS_A_DAY = 86_400_000_000n;

/** Days since 1970-01-01 -> `2020-01-02`; years beyond four digits as Trino writes them. */
export function isoDate(days: number): string {
  const date = new Date(days * 86_400_000);
  const year = date.getUTCFullYear();
  const text = year < 0 ? `-${String(-year).padStart(4, '0')}` : String(year).padStart(4, '0');
  return `${text}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** Microseconds since midnight -> `03:04:05.123`, with as many decimals as the type has. */
export function isoTime(micros: bigint, precision: number): string {
  const seconds = Number(micros / 1_000_000n);
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => two(Math.floor(part))).join(':');
  const decimals = String(micros % 1_000_000n).padStart(6, '0');
  return precision === 0 ? clock : `${clock}.${decimals.padEnd(precision, '0').slice(0, precision)}`;
}

/** Microseconds since 1970 -> `2020-01-02T03:04:05.123`. No clock of this machine has a part in it. */
export function isoTimestamp(micros: bigint, precision: number): string {
  const inDay = ((micros % MICROS_A_DAY) + MICROS_A_DAY) % MICROS_A_DAY;
  const days = Number((micros - inDay) / MICROS_A_DAY);
  return `${isoDate(days)}T${isoTime(inDay, precision)}`;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
