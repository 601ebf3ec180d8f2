import type { Colors } from '../output/output.js';
import { type Place, renderEnd, renderStart } from './progress-line.js';
import { hasEnded, hasStarted, type RunNode } from './run-node.js';

export interface ProgressLine {
  readonly at: Date;
  readonly text: string;
}

/** Turns the states of a run's nodes, seen again and again, into lines that say each thing once, in the order it happened. */
export class Progress {
  private readonly started = new Set<string>();
  private readonly ended = new Set<string>();
  private isAnnounced = false;

  constructor(private readonly colors: Colors) {}

  /** What is new since the last call. */
  update(nodes: readonly RunNode[], now: Date): ProgressLine[] {
    const head = this.announce(nodes, now);
    const news = nodes.flatMap((node, index) => this.newsOf(node, { index: index + 1, total: nodes.length }, now));
    return [...head, ...news.sort((a, b) => a.at.getTime() - b.at.getTime())];
  }

  private announce(nodes: readonly RunNode[], at: Date): ProgressLine[] {
    if (this.isAnnounced || nodes.length === 0) return [];
    this.isAnnounced = true;
    return [
      { at, text: `Found ${renderCounts(nodes)}` },
      { at, text: '' },
    ];
  }

  private newsOf(node: RunNode, place: Place, now: Date): ProgressLine[] {
    const news: ProgressLine[] = [];
    if (hasStarted(node) && isNew(this.started, node))
      news.push({ at: toTime(node.startedAt, now), text: renderStart(node, place) });
    if (hasEnded(node) && isNew(this.ended, node))
      news.push({ at: toTime(node.finishedAt, now), text: renderEnd(node, place, this.colors) });
    return news;
  }
}

function isNew(seen: Set<string>, { uniqueId }: RunNode): boolean {
  const before = seen.size;
  return seen.add(uniqueId).size > before;
}

function toTime(iso: string | null, otherwise: Date): Date {
  return iso === null ? otherwise : new Date(iso);
}

const NOUNS: Readonly<Record<string, string>> = { test: 'data test' };

/** `8 models, 20 data tests` */
function renderCounts(nodes: readonly RunNode[]): string {
  const counts = new Map<string, number>();
  for (const { resourceType } of nodes) counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${count} ${NOUNS[type] ?? type}${count === 1 ? '' : 's'}`).join(', ');
}
