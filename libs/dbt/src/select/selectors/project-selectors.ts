import { renderTree } from '../../context/render-native.js';
import type { Json, Manifest } from '../../manifest/v12/index.js';
import { type Problems } from '../../problems.js';
import type { ProjectFiles } from '../../project/project-files.port.js';
import { YamlFile } from '../../project/yaml-file.js';
import { NO_SELECTORS, readSelectors, SELECTORS_FILE } from './read-selectors.js';
import type { Selectors } from './selectors.type.js';

/** A project's selectors.yml, rendered; what is wrong with it is told. */
export function readProjectSelectors(files: ProjectFiles, context: Readonly<Json>, problems: Problems): Selectors {
  if (!files.list().includes(SELECTORS_FILE)) return NO_SELECTORS;
  const file = YamlFile.parse(SELECTORS_FILE, files.read(SELECTORS_FILE), problems);
  if (!file) return NO_SELECTORS;
  const data = renderTree(file.value, { context, problems, locate: (path) => file.locate(path) });
  try {
    return readSelectors(data);
  } catch (error) {
    problems.template(error, { file: SELECTORS_FILE });
    return NO_SELECTORS;
  }
}

/** The selectors that a manifest has; they mean the same as those that are written. */
export function selectorsOf({ selectors }: Pick<Manifest, 'selectors'>): Selectors {
  return readSelectors({ selectors: Object.values(selectors) });
}
