import { Float } from '@weft/jinja';

export { bindArguments, callable, Float, isNumeric, toNumber } from '@weft/jinja';

export function isFloatValue(value: unknown): boolean {
  return value instanceof Float || (typeof value === 'number' && !Number.isInteger(value));
}
