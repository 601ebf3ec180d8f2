import type { YamlPath } from '../../project/yaml-file.js';

const LATE: ReadonlySet<unknown> = new Set(['tests', 'data_tests', 'description', 'loaded_at_query']);
const LATE_IN_COLUMNS: ReadonlySet<unknown> = new Set(['tests', 'data_tests', 'description']);
const WITH_ELEMENTS: ReadonlySet<unknown> = new Set(['columns', 'dimensions', 'measures', 'entities']);
const LATE_CONFIGS: ReadonlySet<unknown> = new Set(['pre_hook', 'post_hook', 'loaded_at_query']);

/**
 * Whether a text of an entry is rendered when its file is read. Descriptions are rendered when all docs blocks are known, arguments of
 * tests when the test is, filters of metrics never, hooks when they run.
 */
export function isRendered(section: string, path: YamlPath): boolean {
  if (path.length === 0) return true;
  switch (section) {
    case 'sources':
      return isRenderedInSource(path);
    case 'macros':
      return !isLate(path[0] === 'arguments' ? path.slice(1) : path);
    case 'metrics':
      return path.at(-1) !== 'filter' && path.at(-2) !== 'filter' && !isLate(path);
    case 'saved_queries':
      return !(path[0] === 'query_params' && path[1] === 'where') && !isLate(path);
    default:
      return !isLate(path);
  }
}

function isRenderedInSource(path: YamlPath): boolean {
  const [first, second] = path;
  if (first === 'description' || first === 'loaded_at_query') return false;
  if (first === 'config' && second === 'loaded_at_query') return false;
  return first !== 'tables' || !isLate(path.slice(2));
}

function isLate(path: YamlPath): boolean {
  const [first, second, third] = path;
  if (LATE.has(first) || (path.length === 2 && LATE.has(second))) return true;
  if (first === 'config' && LATE_CONFIGS.has(second)) return true;
  if (path.length === 5 && path[4] === 'description') return true;
  return path.length >= 3 && WITH_ELEMENTS.has(first) && LATE_IN_COLUMNS.has(third);
}
