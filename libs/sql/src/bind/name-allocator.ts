/**
 * Names of CTEs and relations in the text that is written, unique in the whole statement: no name can capture another's, whatever
 * the scoping rules of the engine that reads it.
 */
export class NameAllocator {
  private readonly taken = new Set<string>();

  allocate(wanted: string): string {
    const base = wanted.toLowerCase();
    let name = base;
    for (let count = 2; this.taken.has(name); count++) name = `${base}_${count}`;
    this.taken.add(name);
    return name;
  }
}
