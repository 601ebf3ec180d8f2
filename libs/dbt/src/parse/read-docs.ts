import { scanBlocks, Template, TemplateError } from '@weft/jinja';
import type { ManifestDoc } from '../manifest/v12/index.js';
import type { Problems } from '../problems.js';
import type { ManifestStore } from './manifest-store.js';

interface DocsFile {
  readonly packageName: string;
  readonly path: string;
  readonly relativePath: string;
  readonly place: string;
  read(): string;
}

/** `{% docs name %}` blocks of a Markdown file; a name twice in a package is dbt's error. */
export function readDocsFile(file: DocsFile, store: ManifestStore, problems: Problems): void {
  const text = file.read();
  if (!text.includes('{%')) return;
  try {
    for (const block of scanBlocks(text, ['docs'], file.path)) {
      const contents = block.contents.includes('{')
        ? new Template(block.contents, file.path, block.line).render({})
        : block.contents;
      addDoc(docOf(file, block.name, contents.trim()), { file: file.place, line: block.line }, store, problems);
    }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    problems.template(error, { file: file.place });
  }
}

function docOf({ packageName, path, relativePath }: DocsFile, name: string, contents: string): ManifestDoc {
  return {
    name,
    resource_type: 'doc',
    package_name: packageName,
    path: relativePath,
    original_file_path: path,
    unique_id: `doc.${packageName}.${name}`,
    block_contents: contents,
  };
}

function addDoc(doc: ManifestDoc, location: { file: string; line: number }, store: ManifestStore, problems: Problems): void {
  const other = store.docs.get(doc.unique_id);
  if (!other) {
    store.docs.set(doc.unique_id, doc);
    return;
  }
  problems.dbt(
    'Compilation',
    `dbt found two docs with the name "${doc.name}".\n\nSince these resources have the same name, dbt will be unable to find the correct ` +
      `resource\nwhen looking for doc("${doc.name}").\n\nTo fix this, change the name of one of these resources:\n- ` +
      `${doc.unique_id} (${doc.original_file_path})\n- ${other.unique_id} (${other.original_file_path})`,
    { location },
  );
}
