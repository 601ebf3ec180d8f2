/** `2026-05-04 10:34 UTC`, or a dash where there is no time. */
export function renderTime(iso: string | null): string {
  return iso === null ? '-' : `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `10:34:42`, in UTC like every time that Weft prints. */
export function renderClock(time: Date): string {
  return time.toISOString().slice(11, 19);
}
