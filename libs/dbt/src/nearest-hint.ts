import { nearestNames } from '@weft/kernel';

/** `Did you mean 'a' or 'b'?`, or nothing where no known name is near. */
export function nearestHint(wanted: string, known: Iterable<string>): string | undefined {
  const near = nearestNames(wanted, known);
  return near.length > 0 ? `Did you mean ${near.map((name) => `'${name}'`).join(' or ')}?` : undefined;
}
