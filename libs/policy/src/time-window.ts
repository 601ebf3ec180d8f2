/** When a right holds: `from <= now < to`, in milliseconds since 1970; `to` is Infinity for "until revoked". */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Two ISO 8601 texts -> the window, or null if one of them cannot be read or the window holds no moment at all. */
export function parseTimeWindow(validFrom: string, validTo: string | null): TimeWindow | null {
  const from = Date.parse(validFrom);
  const to = validTo === null ? Infinity : Date.parse(validTo);
  return from < to ? { from, to } : null;
}

export function isWithin(window: TimeWindow, now: number): boolean {
  return window.from <= now && now < window.to;
}

/** The fewest windows that hold at the same moments, so that many ended rights in one catalog cost one comparison. */
export function mergeWindows(windows: readonly TimeWindow[]): TimeWindow[] {
  const merged: TimeWindow[] = [];
  for (const window of [...windows].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && window.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, window.to) };
    else merged.push(window);
  }
  return merged;
}
