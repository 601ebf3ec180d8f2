import type Daff from 'daff';
import { Float, toText } from '@weft/jinja';
import { paint, type Ui } from '../events/ui.js';

export interface ComparedTables {
  readonly columns: readonly string[];
  readonly actual: readonly (readonly unknown[])[];
  readonly expected: readonly (readonly unknown[])[];
}

/** Null where both tables hold the same rows, in whatever order; else dbt's table of what differs, with its head. */
export async function renderDiff({ columns, actual, expected }: ComparedTables, ui: Ui): Promise<string | null> {
  const { default: daff } = await import('daff');
  const flags = new daff.CompareFlags();
  flags.ordered = false;
  const alignment = daff.compareTables(view(daff, columns, expected), view(daff, columns, actual), flags).align();
  const diff = new daff.TableDiff(alignment, flags);
  const table = new daff.TableView([]);
  diff.hilite(table);
  if (!diff.hasDifference()) return null;
  const again = new daff.TableView([]);
  diff.hilite(again);
  const text = new daff.TerminalDiffRender().render(again);
  const rendered = ui.useColors ? text : text.replace(ANSI, '');
  return `\n\n${paint(ui, 'green', 'actual')} differs from ${paint(ui, 'red', 'expected')}:\n\n${rendered}\n`;
}

const ESCAPE = String.fromCharCode(27);
const ANSI = new RegExp(`${ESCAPE}(?:[@-Z\\\\-_]|\\[[0-?]*[ -/]*[@-~])`, 'g');

function view(
  daff: typeof Daff,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): InstanceType<typeof Daff.TableView> {
  const sorted = [...rows].sort(compareRows).map((row) => row.map(cellOf));
  return new daff.TableView([[...columns], ...sorted]);
}

/** Values stay what daff compares as text; null stays null. */
function cellOf(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Float) return toText(value);
  return typeof value === 'string' ? value : toText(value);
}

/** As Python sorts lists of (is None, value). */
function compareRows(a: readonly unknown[], b: readonly unknown[]): number {
  for (let index = 0; index < a.length; index++) {
    const order = compareCells(a[index] ?? null, b[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareCells(a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const [x, y] = [sortable(a), sortable(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function sortable(value: unknown): number | bigint | string {
  if (value instanceof Float) return value.value;
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return toText(value);
}
