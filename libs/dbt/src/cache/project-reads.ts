import type { ParseOptions } from '../parse/parse-options.js';
import { type FoundProject, NO_PROJECTS, type OtherProjects } from '../publication/other-projects.port.js';
import { digest } from './digest.js';

/** No project's name: under it stands which were chosen. */
const CHOSEN = '';

/** Which other projects a parse asked for, and what they were then. */
export class ProjectReads implements OtherProjects {
  private readonly asked = new Set<string>();
  private readonly others: OtherProjects;

  constructor(options: ParseOptions) {
    this.others = othersOf(options);
  }

  find(name: string): FoundProject | null {
    this.asked.add(name);
    return this.others.find(name);
  }

  fingerprint(name: string): string | null {
    return this.others.fingerprint(name);
  }

  chosen(): readonly string[] {
    return this.others.chosen?.() ?? [];
  }

  names(): readonly string[] {
    return this.others.names();
  }

  toStore(): Readonly<Record<string, string | null>> {
    return Object.fromEntries([CHOSEN, ...[...this.asked].sort()].map((name) => [name, hashOf(this.others, name)]));
  }
}

/** Whether every project that was asked for is what it was. */
export function isSameProjects(reads: Readonly<Record<string, string | null>>, options: ParseOptions): boolean {
  const others = othersOf(options);
  return Object.entries(reads).every(([name, known]) => hashOf(others, name) === known);
}

function othersOf({ otherProjects }: ParseOptions): OtherProjects {
  return otherProjects === undefined || otherProjects === 'unread' ? NO_PROJECTS : otherProjects;
}

function hashOf(others: OtherProjects, name: string): string | null {
  const print = name === CHOSEN ? JSON.stringify(others.chosen?.() ?? []) : others.fingerprint(name);
  return print === null ? null : digest(print);
}
