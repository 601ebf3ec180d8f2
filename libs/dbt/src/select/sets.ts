/** What TypeScript's library for this Node does not name yet. */
export function union(sets: Iterable<Iterable<string>>): Set<string> {
  return new Set([...sets].flatMap((each) => [...each]));
}

export function intersection(sets: readonly ReadonlySet<string>[]): Set<string> {
  const [first = new Set<string>(), ...others] = sets;
  return new Set([...first].filter((id) => others.every((each) => each.has(id))));
}

export function difference(from: ReadonlySet<string>, without: ReadonlySet<string>): Set<string> {
  return new Set([...from].filter((id) => !without.has(id)));
}
