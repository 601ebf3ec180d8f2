import { typeError } from './py-value.js';

export const DAY_SECONDS = 86_400;

/** Date and time of day, as they stand on a clock. */
export interface ClockTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function daysOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / 1000 / DAY_SECONDS);
}

export function dateOfDays(days: number): { year: number; month: number; day: number } {
  const date = new Date(days * DAY_SECONDS * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Monday is 0. */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

export function dayOfYear(year: number, days: number): number {
  return days - daysOf(year, 1, 1) + 1;
}

/** Year, week and day of ISO 8601. */
export function isoCalendarOf(days: number): [number, number, number] {
  const weekday = weekdayOf(days);
  const { year } = dateOfDays(days - weekday + 3);
  const firstThursday = daysOf(year, 1, 4);
  const firstMonday = firstThursday - weekdayOf(firstThursday);
  return [year, Math.floor((days - firstMonday) / 7) + 1, weekday + 1];
}

export function checkDate(year: number, month: number, day: number): void {
  if (year < 1 || year > 9999) throw typeError(`year ${year} is out of range`);
  if (month < 1 || month > 12) throw typeError('month must be in 1..12');
  const { month: same } = dateOfDays(daysOf(year, month, day));
  if (day < 1 || same !== month) throw typeError('day is out of range for month');
}

export function checkTime(hour: number, minute: number, second: number, microsecond: number): void {
  if (hour < 0 || hour > 23) throw typeError('hour must be in 0..23');
  if (minute < 0 || minute > 59) throw typeError('minute must be in 0..59');
  if (second < 0 || second > 59) throw typeError('second must be in 0..59');
  if (microsecond < 0 || microsecond > 999_999) throw typeError('microsecond must be in 0..999999');
}

export function floorDivide(value: number, by: number): [number, number] {
  const quotient = Math.floor(value / by);
  return [quotient, value - quotient * by];
}
