import { scanBlocks } from '@weft/jinja';
import { type MacroDefinition, type MacroLibrary, defineMacro } from '../context/macro-library.js';
import type { Problems } from '../problems.js';
import type { DbtProject } from './dbt-project.js';
import type { ProjectFiles } from './project-files.port.js';
import { extensionOf, pathBelow } from './project-paths.js';

const KINDS = ['macro', 'test', 'materialization', 'snapshot', 'docs'];

/** Adds the project's macros and generic tests (`macros/`, `tests/generic/`) to the library. */
export function readMacros(files: ProjectFiles, project: DbtProject, library: MacroLibrary, problems: Problems): void {
  const folders = [...project.macroPaths, ...project.testPaths.map((path) => `${path}/generic`)];
  const own = new Map<string, MacroDefinition>();
  for (const file of files.list().filter((path) => extensionOf(path) === 'sql' && pathBelow(path, folders) !== null)) {
    for (const macro of macrosOf(file, files.read(file), project.name, problems)) {
      const other = own.get(macro.name);
      if (other) {
        problems.error('DBT_DUPLICATE_NAME', `macro '${macro.name}' is also in ${other.file}`, { location: { file } });
        continue;
      }
      own.set(macro.name, macro);
      library.add(macro);
    }
  }
}

function macrosOf(file: string, source: string, packageName: string, problems: Problems): MacroDefinition[] {
  const macros: MacroDefinition[] = [];
  try {
    for (const block of scanBlocks(source, KINDS, file)) {
      if (block.kind === 'macro' || block.kind === 'test') macros.push(defineMacro(block, packageName, file));
      else if (block.kind !== 'docs') {
        const location = { file, line: block.line };
        problems.error('DBT_UNSUPPORTED', `${block.kind} '${block.name}' is not supported yet`, { location });
      }
    }
  } catch (error) {
    problems.template(error, { file });
  }
  return macros;
}
