import { type JobGraph, levelsOf } from './job-graph.js';
import { PriorityQueue } from './priority-queue.js';
import type { Slot, Slots } from './slots.js';

export interface JobsOptions {
  readonly slots: Slots;
  /** Does one job; it tells failures in its own way, and throws only where everything must end. */
  readonly run: (id: string, slot: Slot) => Promise<Slot>;
  /** Once true, no further job is started. */
  readonly isStopped: () => boolean;
}

/** Runs every job after those it waits for, as many at once as there are slots, the longest way to the end first. */
export function runJobs(graph: JobGraph, options: JobsOptions): Promise<void> {
  return new Promise((resolve, reject) => new Jobs(graph, options, resolve, reject).start());
}

interface Ready {
  readonly id: string;
  readonly level: number;
  /** Jobs on the longest way from this one to the end. */
  readonly length: number;
}

class Jobs {
  private readonly waiting: Map<string, number>;
  private readonly ready: PriorityQueue<Ready>;
  private readonly levels: ReadonlyMap<string, number>;
  private readonly lengths: ReadonlyMap<string, number>;
  private active = 0;
  private failure: { readonly error: unknown } | null = null;

  constructor(
    private readonly graph: JobGraph,
    private readonly options: JobsOptions,
    private readonly resolve: () => void,
    private readonly reject: (error: unknown) => void,
  ) {
    this.levels = levelsOf(graph);
    this.lengths = lengthsOf(graph, this.levels);
    this.waiting = new Map(graph.ids.map((id) => [id, graph.parents.get(id)?.size ?? 0]));
    // One thread does everything in any order in the same time: dbt's order, layer by layer, is the one that people know.
    this.ready = new PriorityQueue(options.slots.size === 1 ? isAbove : isLonger);
  }

  start(): void {
    this.options.slots.onFree(() => this.pump());
    for (const [id, count] of this.waiting) if (count === 0) this.enqueue(id);
    this.pump();
  }

  private enqueue(id: string): void {
    this.ready.add({ id, level: this.levels.get(id) ?? 0, length: this.lengths.get(id) ?? 0 });
  }

  private pump(): void {
    const { slots, isStopped } = this.options;
    while (this.ready.size > 0 && slots.hasFree && !this.failure && !isStopped()) {
      const slot = slots.tryTake();
      const job = this.ready.take();
      if (slot !== undefined && job) void this.run(job.id, slot);
    }
    if (this.active > 0) return;
    if (this.failure) this.reject(this.failure.error);
    else this.resolve();
  }

  private async run(id: string, slot: Slot): Promise<void> {
    this.active++;
    let held = slot;
    try {
      held = await this.options.run(id, slot);
    } catch (error) {
      this.failure ??= { error };
    }
    this.active--;
    for (const child of this.graph.children.get(id) ?? []) {
      const left = (this.waiting.get(child) ?? 1) - 1;
      this.waiting.set(child, left);
      if (left === 0) this.enqueue(child);
    }
    this.options.slots.give(held);
    this.pump();
  }
}

function isAbove(a: Ready, b: Ready): boolean {
  return a.level !== b.level ? a.level < b.level : a.id < b.id;
}

function isLonger(a: Ready, b: Ready): boolean {
  return a.length !== b.length ? a.length > b.length : isAbove(a, b);
}

function lengthsOf({ ids, children }: JobGraph, levels: ReadonlyMap<string, number>): Map<string, number> {
  const lengths = new Map<string, number>();
  const deepestFirst = [...ids].sort((a, b) => (levels.get(b) ?? 0) - (levels.get(a) ?? 0));
  for (const id of deepestFirst) {
    let length = 0;
    for (const child of children.get(id) ?? []) length = Math.max(length, 1 + (lengths.get(child) ?? 0));
    lengths.set(id, length);
  }
  return lengths;
}
