import type { MeshPlan, PlanAction, PlanChange, PlanKind } from '../mesh-plan.js';

const SIGNS: Record<PlanAction, string> = { create: '+', change: '~', leave: ' ', retire: '-' };
const WORDS: Record<PlanKind, string> = {
  domain: 'domain',
  catalog: 'catalog',
  dataProduct: 'data product',
  outputPort: 'output port',
  inputPort: 'input port',
  project: 'project',
};

/** Plan -> the text that a person reads: a line for each noun that is not left alone, then the counts. */
export function renderPlan(plan: MeshPlan): string {
  const lines = plan.changes.filter(({ action }) => action !== 'leave').map(renderChange);
  const count = (action: PlanAction) => plan.changes.filter((change) => change.action === action).length;
  const summary = `${count('create')} to create, ${count('change')} to change, ${count('leave')} to leave, ${count('retire')} to retire`;
  return [`mesh ${plan.mesh}`, ...lines, `${summary}.`].join('\n');
}

function renderChange(change: PlanChange): string {
  const { action, kind, name, fields = [] } = change;
  const details = fields.map((field) => renderField(field, change.before?.[field], change.after?.[field]));
  return `  ${SIGNS[action]} ${action} ${WORDS[kind]} ${name}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

/** Short values are shown as they were and will be; of larger ones only that they differ. */
function renderField(name: string, before: unknown, after: unknown): string {
  return isShort(before) && isShort(after) ? `${name}: ${renderValue(before)} -> ${renderValue(after)}` : name;
}

function isShort(value: unknown): value is string | null | undefined {
  return value === null || value === undefined || (typeof value === 'string' && value.length <= 60 && !value.includes('\n'));
}

function renderValue(value: string | null | undefined): string {
  return value ?? 'none';
}
