import type { Publication } from './publication.js';

/** What is known of a project by its name: what it publishes, or why that cannot be read. */
export type FoundProject = { readonly publication: Publication } | { readonly fault: string };

/** The other projects that a project may refer to, wherever their manifests are. */
export interface OtherProjects {
  /** Null where nobody knows such a project. */
  find(name: string): FoundProject | null;
  /** What changes when the answer of `find` does; cheaper than that. */
  fingerprint(name: string): string | null;
  /** Every name that is known, to say what may have been meant. */
  names(): readonly string[];
  /** Names that the project has chosen elsewhere than in dependencies.yml. */
  chosen?(): readonly string[];
}

/** Publications that are at hand. */
export class KnownProjects implements OtherProjects {
  private readonly found: ReadonlyMap<string, FoundProject>;

  constructor(
    found: Iterable<readonly [string, FoundProject]>,
    /** Names of projects that are there and were not looked at. */
    private readonly others: readonly string[] = [],
  ) {
    this.found = new Map(found);
  }

  find(name: string): FoundProject | null {
    return this.found.get(name) ?? null;
  }

  fingerprint(name: string): string | null {
    const found = this.found.get(name);
    return found ? JSON.stringify(found) : null;
  }

  names(): readonly string[] {
    return [...new Set([...this.found.keys(), ...this.others])];
  }
}

/** For whom there are no other projects. */
export const NO_PROJECTS: OtherProjects = new KnownProjects([]);
