import { scanBlocks } from '@weft/jinja';
import type { ManifestDoc } from '../manifest/manifest.js';
import type { Problems } from '../problems.js';
import type { DbtProject } from './dbt-project.js';
import type { ProjectFiles } from './project-files.port.js';
import { extensionOf, pathBelow } from './project-paths.js';

/** The `{% docs name %}` blocks of the project's Markdown files, by name. */
export function readDocs(files: ProjectFiles, project: DbtProject, problems: Problems): ReadonlyMap<string, ManifestDoc> {
  const docs = new Map<string, ManifestDoc>();
  for (const file of files.list().filter((path) => extensionOf(path) === 'md')) {
    const path = pathBelow(file, project.docsPaths);
    if (path === null) continue;
    for (const doc of docsOf(file, path, files.read(file), project.name, problems)) {
      const other = docs.get(doc.name);
      if (other) {
        problems.error('DBT_DUPLICATE_NAME', `docs '${doc.name}' is also in ${other.original_file_path}`, { location: { file } });
      } else docs.set(doc.name, doc);
    }
  }
  return docs;
}

function docsOf(file: string, path: string, source: string, packageName: string, problems: Problems): ManifestDoc[] {
  try {
    return scanBlocks(source, ['docs'], file).map((block) => ({
      name: block.name,
      resource_type: 'doc',
      package_name: packageName,
      path,
      original_file_path: file,
      unique_id: `doc.${packageName}.${block.name}`,
      block_contents: block.contents.trim(),
    }));
  } catch (error) {
    problems.template(error, { file });
    return [];
  }
}
