import { readdirSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { DbtError } from '@weft/dbt';

/** Throws where a link of a fetched package leads out of it, or nowhere. */
export function assertLinksInside(folder: string, label: string): void {
  const root = realpathSync(folder);
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const target = findTarget(path);
    if (target !== null && (target === root || target.startsWith(`${root}${sep}`))) continue;
    throw new DbtError(
      'Dependency',
      `The package ${label} is refused: its link '${path.slice(root.length + 1)}' leads outside of the package`,
    );
  }
}

function findTarget(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
