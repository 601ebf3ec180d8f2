import type { Colors } from './output.js';

interface Change {
  readonly action: string;
  readonly kind: string;
  readonly name: string;
  readonly fields?: readonly string[] | null;
}

interface EngineTask {
  readonly kind: string;
  readonly target: string;
  readonly status: string;
  readonly message: string | null;
}

interface Applied {
  readonly changes: readonly Change[];
  readonly engineTasks: readonly EngineTask[];
}

/** One line a noun, then the sum: `+` created, `~` changed, `-` retired, `=` left as it was. */
export function renderChanges({ changes, engineTasks }: Applied, dryRun: boolean, colors: Colors): string[] {
  const lines = changes.map((change) => renderChange(change, colors));
  const tasks = engineTasks.map((task) => renderTask(task, colors));
  return [...lines, ...(tasks.length > 0 ? ['In the engine:', ...tasks] : []), renderSum(changes, dryRun)];
}

const SIGNS: Readonly<Record<string, { sign: string; color: 'green' | 'yellow' | 'red' | 'dim' }>> = {
  create: { sign: '+', color: 'green' },
  change: { sign: '~', color: 'yellow' },
  retire: { sign: '-', color: 'red' },
  leave: { sign: '=', color: 'dim' },
};

function renderChange({ action, kind, name, fields }: Change, colors: Colors): string {
  const { sign, color } = SIGNS[action.toLowerCase()] ?? { sign: '?', color: 'dim' };
  const which = action.toLowerCase() === 'change' && fields && fields.length > 0 ? ` (${fields.join(', ')})` : '';
  return colors[color](`  ${sign} ${renderKind(kind)} ${name}${which}`);
}

/** `dataProduct`, `DATA_PRODUCT` -> `data product` */
function renderKind(kind: string): string {
  const spaced = kind.includes('_') ? kind.replaceAll('_', ' ') : kind.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return spaced.toLowerCase();
}

function renderTask({ kind, target, status, message }: EngineTask, colors: Colors): string {
  const failed = status.toLowerCase() === 'failed';
  const text = `  ${renderKind(kind)} ${target}: ${status.toLowerCase()}${message ? ` (${message})` : ''}`;
  return failed ? colors.red(text) : text;
}

function renderSum(changes: readonly Change[], dryRun: boolean): string {
  const count = (action: string) => changes.filter((change) => change.action.toLowerCase() === action).length;
  const [created, changed, retired, left] = ['create', 'change', 'retire', 'leave'].map(count);
  const sum = `${created} created, ${changed} changed, ${retired} retired, ${left} left as they were`;
  return dryRun ? `Dry run, nothing was changed. Would be: ${sum}.` : `Applied: ${sum}.`;
}
