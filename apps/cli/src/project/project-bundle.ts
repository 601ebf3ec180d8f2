import type { BundleFile } from './bundle-file.js';
import { BundleReader } from './bundle-reader.js';
import { assertNoPlainSecrets } from './plain-secrets.js';
import { addProjectFiles } from './project-files.js';

/** The files of one project, with paths below its own folder. */
export function readProjectBundle(folder: string): readonly BundleFile[] {
  const reader = new BundleReader(folder);
  addProjectFiles(reader, '');
  const files = reader.list();
  assertNoPlainSecrets(folder, files);
  return files;
}
