import type { Param } from './param.js';
import { invalidValue } from './usage.errors.js';

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}))?$/;

/** `2024-01-01`, `2024-01-01T10:00:00` or with a blank; in UTC. */
export function readTime(param: Param, text: string): Date {
  const [, day, time = '00:00:00'] = TIME.exec(text.trim()) ?? [];
  const found = new Date(`${day ?? ''}T${time}Z`);
  if (day !== undefined && !Number.isNaN(found.getTime())) return found;
  throw invalidValue(param, `'${text}' does not match the formats '%Y-%m-%d', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M:%S'.`);
}
