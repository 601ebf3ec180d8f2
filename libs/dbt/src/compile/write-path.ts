interface Placed {
  readonly path: string;
  readonly original_file_path: string;
  readonly package_name: string;
}

/** Where a node's code is written: `target/compiled/package/models/x.sql`; of a generic test below its YAML file. */
export function writePath(node: Placed, targetPath: string, folder: 'compiled' | 'run', suffix?: string): string {
  const base = (path: string): string => path.split('/').at(-1) ?? path;
  const oneFile = base(node.path) === base(node.original_file_path);
  const path = oneFile ? node.original_file_path : `${node.original_file_path}/${node.path}`;
  return [targetPath, folder, node.package_name, suffix === undefined ? path : batchPath(path, suffix)].join('/');
}

/** `models/x.sql` -> `models/x/x_2024-01-01.sql` */
function batchPath(path: string, suffix: string): string {
  const match = /^(.*\/)?([^/]*?)(\.[^./]*)?$/.exec(path);
  const [, folder = '', stem = '', extension = ''] = match ?? [];
  return `${folder}${stem}/${stem}_${suffix}${extension}`;
}
