import type { Diagnostic } from '@weft/kernel';
import { invalid, type OrderRefusal } from './run-refusal.js';
import type { Run, RunCommand } from './run.js';

export interface OrderedFile {
  readonly path: string;
  readonly content: string;
}

/** What somebody asks for: one command over the selected nodes of a project, as it is stored or as these files are. */
export interface RunOrder {
  readonly project: string;
  readonly command: RunCommand;
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  /** null: the latest stored version. */
  readonly files: readonly OrderedFile[] | null;
  /** The same key twice, by the same principal, is one run. */
  readonly idempotencyKey: string | null;
}

export const MAX_FILES = 5_000;
export const MAX_BUNDLE_CHARACTERS = 16 * 1024 * 1024;
export const MAX_SELECTORS = 200;
export const MAX_TEXT = 1_000;

/** What is wrong with an order, whoever gives it; null when nothing is. */
export function checkOrder({ select, exclude, files, idempotencyKey }: RunOrder): OrderRefusal | null {
  if (idempotencyKey !== null && isBadText(idempotencyKey))
    return invalid('RUN_IDEMPOTENCY_KEY', `The idempotency key is empty or longer than ${MAX_TEXT} characters.`);
  return checkSelectors([...select, ...exclude]) ?? (files && checkFiles(files));
}

/** Whether an earlier run is what this order asks for. */
export function isSameOrder(run: Pick<Run, 'project' | 'command' | 'select' | 'exclude'>, order: RunOrder): boolean {
  const shape = ({ project, command, select, exclude }: typeof run) => JSON.stringify([project, command, select, exclude]);
  return shape(run) === shape(order);
}

function checkSelectors(selectors: readonly string[]): OrderRefusal | null {
  if (selectors.length > MAX_SELECTORS)
    return invalid('RUN_SELECTORS', `${selectors.length} selectors: expected at most ${MAX_SELECTORS} in select and exclude.`);
  if (selectors.some(isBadText)) return invalid('RUN_SELECTORS', `A selector is empty or longer than ${MAX_TEXT} characters.`);
  return null;
}

function checkFiles(files: readonly OrderedFile[]): OrderRefusal | null {
  if (files.length === 0) return invalid('RUN_FILES', 'The project has no files. Leave files out to run its stored version.');
  if (files.length > MAX_FILES) return invalid('RUN_FILES', `${files.length} files: expected at most ${MAX_FILES}.`);
  const size = files.reduce((sum, { content }) => sum + content.length, 0);
  if (size > MAX_BUNDLE_CHARACTERS)
    return invalid('RUN_FILES', `The files hold ${size} characters: expected at most ${MAX_BUNDLE_CHARACTERS}.`);
  const bad = findBadPaths(files);
  if (bad.length > 0) return invalid('RUN_FILES', 'Some paths are no places inside the project.', bad);
  if (files.some(({ path }) => path === 'dbt_project.yml' || path === 'dbt_project.yaml')) return null;
  return invalid('RUN_FILES', 'The files hold no dbt_project.yml: send those of the folder that has one.');
}

function findBadPaths(files: readonly OrderedFile[]): Diagnostic[] {
  const seen = new Set<string>();
  return files.flatMap(({ path }) => {
    const problem = seen.has(path) ? 'is there twice' : isInside(path) ? null : 'is not a relative path with slashes';
    seen.add(path);
    return problem
      ? [{ code: 'RUN_FILE_PATH', severity: 'error' as const, message: `The path ${problem}`, location: { file: path } }]
      : [];
  });
}

function isInside(path: string): boolean {
  if (path.length > MAX_TEXT || path.includes('\\') || path.includes('\0')) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function isBadText(text: string): boolean {
  return text.trim() === '' || text.length > MAX_TEXT;
}
