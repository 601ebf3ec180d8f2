/** A thread's place in dbt's words. */
export type Slot = string;

/** As many places as there are threads. Who waits for one gets it before new jobs do. */
export class Slots {
  private readonly free: Slot[];
  private readonly waiting: ((slot: Slot) => void)[] = [];
  private readonly listeners: (() => void)[] = [];

  constructor(readonly size: number) {
    this.free = Array.from({ length: size }, (_, index) => `Thread-${size - index} (worker)`);
  }

  get hasFree(): boolean {
    return this.free.length > 0;
  }

  /** Calls back whenever a place became free and nobody waited for it. */
  onFree(listener: () => void): void {
    this.listeners.push(listener);
  }

  tryTake(): Slot | undefined {
    return this.free.pop();
  }

  async take(): Promise<Slot> {
    return this.free.pop() ?? new Promise((resolve) => this.waiting.push(resolve));
  }

  give(slot: Slot): void {
    const next = this.waiting.shift();
    if (next) return next(slot);
    this.free.push(slot);
    for (const listener of this.listeners) listener();
  }
}
