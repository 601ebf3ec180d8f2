import type { Param } from './param.js';
import { readYamlMapping } from './read-yaml.js';
import { readTime } from './read-time.js';
import { invalidValue } from './usage.errors.js';

export interface SampleWindow {
  readonly start: Date;
  readonly end: Date;
}

const GRAINS = ['hour', 'day', 'month', 'year'];

/** `3 days` before now, or `{start: 2024-01-01, end: 2024-02-01}`. */
export function readSample(param: Param, text: string, now: Date): SampleWindow {
  if (text.trimStart().startsWith('{')) return readWindow(param, text);
  const words = text.split(' ');
  const [count = '', grain = ''] = words;
  if (words.length !== 2) throw fail(param, `Cannot load SAMPLE_WINDOW from '${text}'. Must be of form 'DAYS_INT GRAIN_SIZE'.`);
  if (!/^[+-]?\d+$/.test(count)) throw fail(param, `Unable to convert '${count}' to an integer.`);
  const size = grain.toLowerCase().replace(/s+$/, '');
  if (!GRAINS.includes(size)) {
    const valid = [...GRAINS, ...GRAINS.map((each) => `${each}s`)].map((each) => `'${each}'`).join(', ');
    throw fail(param, `Invalid grain size '${grain}'. Must be one of [${valid}].`);
  }
  return { start: back(now, Number(count), size), end: now };
}

function readWindow(param: Param, text: string): SampleWindow {
  const { start, end } = readYamlMapping(param, text);
  return { start: readTime(param, textOf(start)), end: readTime(param, textOf(end)) };
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 19) : String(value as string);
}

/** Months and years keep the day, or take the last one of a shorter month. */
function back(time: Date, count: number, size: string): Date {
  if (size === 'hour') return new Date(time.getTime() - count * 3_600_000);
  if (size === 'day') return new Date(time.getTime() - count * 86_400_000);
  const months = size === 'month' ? count : count * 12;
  const moved = new Date(time);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() - months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(time.getUTCDate(), last));
  return moved;
}

function fail(param: Param, problem: string): Error {
  return invalidValue(param, `Runtime Error\n  ${problem}`);
}
