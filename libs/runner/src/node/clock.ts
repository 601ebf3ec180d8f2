/** The time of day and of what took how long. */
export interface RunClock {
  /** Now, as whoever runs it says it is. */
  now(): Date;
  /** Seconds from some moment on. */
  seconds(): number;
  /** Now to the microsecond, as artifacts write it. */
  stamp(): string;
}

export const systemRunClock: RunClock = {
  now: () => new Date(),
  seconds: () => performance.now() / 1_000,
  stamp: () => stampOf(performance.timeOrigin + performance.now()),
};

/** Milliseconds since 1970 -> `2024-01-01T00:00:00.000000Z` */
export function stampOf(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  const micros = Math.floor((milliseconds - whole) * 1_000);
  return `${new Date(whole).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}Z`;
}

/** Milliseconds since 1970 as Python's isoformat writes them: `2024-01-01T00:00:00+00:00`, with microseconds where there are any. */
export function isoOf(milliseconds: number): string {
  return stampOf(milliseconds).replace(/(\.000000)?Z$/, '+00:00');
}
