import type { SourceLocation } from '@weft/kernel';
import type { RefArgs } from '../manifest/v12/index.js';
import type { ProjectFiles } from '../project/project-files.port.js';

type Placed = { readonly original_file_path: string; readonly package_name: string };

/** Where a node's file says `ref(...)`; the file alone where that is not written out. */
export class RefPlaces<Node extends Placed> {
  constructor(
    private readonly files: ProjectFiles,
    private readonly placeOf: (node: Node) => SourceLocation,
  ) {}

  find(node: Node, { name, package: project }: RefArgs): SourceLocation {
    const place = this.placeOf(node);
    if (place.line !== undefined || !this.files.list().includes(place.file)) return place;
    const text = this.files.read(place.file);
    const first = project === null ? '' : `${quoted(project)}\\s*,\\s*`;
    const start = text.search(new RegExp(`\\bref\\s*\\(\\s*${first}${quoted(name)}`));
    if (start < 0) return place;
    const before = text.slice(0, start).split('\n');
    return { file: place.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

function quoted(name: string): string {
  return `['"]${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}['"]`;
}
