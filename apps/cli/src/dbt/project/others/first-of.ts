import type { FoundProject, OtherProjects } from '@weft/dbt';

/** The first of several places that has a project; where none has it, the last one's reason. */
export class FirstOf implements OtherProjects {
  constructor(private readonly places: readonly OtherProjects[]) {}

  find(name: string): FoundProject | null {
    let last: FoundProject | null = null;
    for (const place of this.places) {
      const found = place.find(name);
      if (found && 'publication' in found) return found;
      last = found ?? last;
    }
    return last;
  }

  fingerprint(name: string): string | null {
    const prints = this.places.map((place) => place.fingerprint(name));
    return prints.every((print) => print === null) ? null : JSON.stringify(prints);
  }

  chosen(): readonly string[] {
    return this.places.flatMap((place) => place.chosen?.() ?? []);
  }

  names(): readonly string[] {
    return [...new Set(this.places.flatMap((place) => place.names()))];
  }
}
