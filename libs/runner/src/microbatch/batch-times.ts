/** What a microbatch model is cut into. */
export type BatchSize = 'hour' | 'day' | 'month' | 'year';

export const BATCH_SIZES: readonly BatchSize[] = ['hour', 'day', 'month', 'year'];

/** All times are UTC. */
export function truncateTime(time: Date, size: BatchSize): Date {
  const year = time.getUTCFullYear();
  if (size === 'year') return utc(year);
  if (size === 'month') return utc(year, time.getUTCMonth());
  const day = time.getUTCDate();
  return size === 'day'
    ? utc(year, time.getUTCMonth(), day)
    : new Date(utc(year, time.getUTCMonth(), day).getTime() + time.getUTCHours() * 3_600_000);
}

/** The start of the batch that lies so many batches after the one of `time`, or before it. */
export function offsetTime(time: Date, size: BatchSize, offset: number): Date {
  const start = truncateTime(time, size);
  if (size === 'hour') return new Date(start.getTime() + offset * 3_600_000);
  if (size === 'day') return new Date(start.getTime() + offset * 86_400_000);
  if (size === 'month') return utc(start.getUTCFullYear(), start.getUTCMonth() + offset);
  return utc(start.getUTCFullYear() + offset);
}

/** The next start of a batch, or the time itself where one starts there. */
export function ceilTime(time: Date, size: BatchSize): Date {
  const start = truncateTime(time, size);
  return start.getTime() === time.getTime() ? start : offsetTime(start, size, 1);
}

/** `2024-09-17T16`, `2024-09-17`, `2024-09`, `2024` */
export function formatBatch(start: Date, size: BatchSize): string {
  const length = { year: 4, month: 7, day: 10, hour: 13 }[size];
  return start.toISOString().slice(0, length);
}

export function batchId(start: Date, size: BatchSize): string {
  return formatBatch(start, size).replaceAll('-', '');
}

function utc(year: number, month = 0, day = 1): Date {
  const time = new Date(Date.UTC(2000, month, day));
  time.setUTCFullYear(year + time.getUTCFullYear() - 2000);
  return time;
}
