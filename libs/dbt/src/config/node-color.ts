import colorNames from 'color-name';
import { DbtError } from '../problems.js';

/** `docs.node_color` is a CSS color's name, in the spelling with `gray`, or a hexadecimal code; dbt-docs could not draw anything else. */
export function assertNodeColor(color: unknown): void {
  if (color === null || color === undefined || color === '') return;
  const name = String(color).toLowerCase();
  if (/^#(?:[0-9a-f]{3}){1,2}$/.test(name) || (Object.hasOwn(colorNames, name) && !name.includes('grey'))) return;
  const message = `Invalid color name for docs.node_color: ${String(color)}. It is neither a valid HTML color name nor a valid HEX code.`;
  throw new DbtError('Validation', message);
}
