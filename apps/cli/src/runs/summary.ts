import type { Colors } from '../output/output.js';
import { isBad, type RunNode } from './run-node.js';

/** dbt's closing lines: what went wrong, each with its message, and the sum that tools look for. */
export function renderSummary(nodes: readonly RunNode[], problem: string | null, colors: Colors): string[] {
  return ['', ...renderVerdict(nodes, problem, colors), '', renderSum(nodes)];
}

function renderVerdict(nodes: readonly RunNode[], problem: string | null, colors: Colors): string[] {
  const bad = nodes.filter(isBad);
  const warned = nodes.filter(({ status }) => status === 'warn');
  if (problem === null && bad.length + warned.length === 0) return [colors.green('Completed successfully')];
  const other = bad.length === 0 ? problem : null;
  const errors = bad.length + (other === null ? 0 : 1);
  const head = `Completed with ${count(errors, 'error')}, 0 partial successes, and ${count(warned.length, 'warning')}:`;
  const details = [...bad, ...warned].flatMap((node) => renderProblem(node, colors));
  return [errors > 0 ? colors.red(head) : colors.yellow(head), ...details, ...(other === null ? [] : ['', `  ${other}`])];
}

function renderProblem(node: RunNode, colors: Colors): string[] {
  const { status, resourceType, name, message } = node;
  const head = status === 'warn' ? colors.yellow('Warning') : colors.red(status === 'fail' ? 'Failure' : 'Error');
  const lines = (message ?? 'no message').split('\n').map((line) => `    ${line}`);
  return ['', `  ${head} in ${resourceType} ${name}`, ...lines];
}

function renderSum(nodes: readonly RunNode[]): string {
  const of = (...statuses: string[]) => nodes.filter(({ status }) => statuses.includes(status)).length;
  const parts = [`PASS=${of('success', 'pass')}`, `WARN=${of('warn')}`, `ERROR=${of('error', 'fail')}`, `SKIP=${of('skipped')}`];
  return `Done. ${parts.join(' ')} TOTAL=${nodes.length}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
