import { DbtError } from '@weft/dbt';
import type { ModelNode } from '../manifest-types.js';
import { BATCH_SIZES, type BatchSize, ceilTime, offsetTime, truncateTime } from './batch-times.js';

export type Window = readonly [Date, Date];

export interface BatchRequest {
  readonly isIncremental: boolean;
  /** --event-time-start and --event-time-end, or the sample's. */
  readonly start: Date | null;
  readonly end: Date | null;
  /** The end where none is given: when the invocation began. */
  readonly now: Date;
}

interface MicrobatchConfig {
  readonly batch_size: BatchSize | null;
  readonly begin: string | null;
  readonly lookback: number | null;
}

export function batchSizeOf(model: ModelNode): BatchSize {
  const { batch_size: size } = model.config as unknown as MicrobatchConfig;
  if (size !== null && BATCH_SIZES.includes(size)) return size;
  const sizes = `['${BATCH_SIZES.join("', '")}']`;
  throw new DbtError(
    'Runtime',
    `Microbatch model '${model.name}' does not have a 'batch_size' config (one of ${sizes}) specificed.`,
  );
}

/** The windows of event time that a microbatch model is run for, in order; the last one ends where everything ends. */
export function planBatches(model: ModelNode, request: BatchRequest): Window[] {
  const size = batchSizeOf(model);
  const end = ceilTime(request.end ?? request.now, size);
  const batches: [Date, Date][] = [];
  for (let start = startOf(model, size, end, request); batches.length === 0 || start < end;) {
    const next = offsetTime(start, size, 1);
    batches.push([start, next]);
    start = next;
  }
  const last = batches.at(-1);
  if (last) last[1] = end;
  return batches;
}

function startOf(model: ModelNode, size: BatchSize, end: Date, request: BatchRequest): Date {
  const { begin, lookback } = model.config as unknown as MicrobatchConfig;
  if (request.start) return truncateTime(request.start, size);
  if (!request.isIncremental) {
    if (!begin) throw new DbtError('Runtime', `Microbatch model '${model.name}' requires a 'begin' configuration.`);
    return truncateTime(parseBegin(begin), size);
  }
  // An end that lies on a batch's border belongs to the batch before it.
  const isBorder = truncateTime(end, size).getTime() === end.getTime();
  return offsetTime(end, size, -((lookback ?? 1) + (isBorder ? 1 : 0)));
}

/** `2024-01-01`, `2024-01-01 10:00:00` and ISO 8601; UTC where no zone is written. */
export function parseBegin(text: string): Date {
  const iso = text.trim().replace(' ', 'T');
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(iso.slice(10)) ? iso : `${iso.length > 10 ? iso : `${iso}T00:00:00`}Z`;
  return new Date(zoned);
}
