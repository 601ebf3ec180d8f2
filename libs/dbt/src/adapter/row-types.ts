/** Fields of Trino's ROW types, at any depth, by their path from the column: `address.city` -> `varchar`. */
export interface RowTypeChanges {
  readonly added: readonly (readonly [path: string, type: string])[];
  readonly removed: readonly (readonly [path: string, type: string])[];
  readonly changed: readonly (readonly [path: string, type: string])[];
}

export function isRowType(type: string): boolean {
  return /^\s*row\s*\(/i.test(type);
}

/** What must change in `target` for it to become `source`, in the order of the paths. */
export function compareRowTypes(source: string, target: string, column: string): RowTypeChanges {
  const [wanted, there] = [fieldPaths(source, column), fieldPaths(target, column)];
  const sorted = (paths: Iterable<[string, string]>): [string, string][] => [...paths].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    added: sorted(wanted).filter(([path]) => !there.has(path)),
    removed: sorted(there).filter(([path]) => !wanted.has(path)),
    changed: sorted(wanted).filter(([path, type]) => {
      const now = there.get(path);
      return now !== undefined && normalized(now) !== normalized(type);
    }),
  };
}

function fieldPaths(type: string, prefix: string): Map<string, string> {
  if (!isRowType(type)) return new Map([[prefix, type.trim()]]);
  const inner = type.slice(type.indexOf('(') + 1, type.lastIndexOf(')'));
  return new Map(
    splitAtCommas(inner).flatMap((field) => {
      const [, quoted, plain, rest = ''] = /^\s*(?:"((?:[^"]|"")*)"|([A-Za-z_][\w$]*))\s+(.*)$/s.exec(field) ?? [];
      const name = quoted === undefined ? plain : quoted.replaceAll('""', '"');
      return name === undefined ? [] : [...fieldPaths(rest, `${prefix}.${name}`)];
    }),
  );
}

function splitAtCommas(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [piece] of text.matchAll(/"(?:[^"]|"")*"|[^"]/gs)) {
    depth += piece === '(' ? 1 : piece === ')' ? -1 : 0;
    if (piece === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

function normalized(type: string): string {
  return type.trim().toLowerCase().replace(/\s+/g, ' ');
}
