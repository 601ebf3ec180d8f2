import type { Fields, Shape } from './shape.js';

export const any: Shape = { kind: 'any' };
export const text: Shape = { kind: 'string' };
export const flag: Shape = { kind: 'boolean' };
export const mapping: Shape = { kind: 'mapping' };
const nothing: Shape = { kind: 'null' };
export const integer: Shape = { kind: 'integer' };
export const number: Shape = { kind: 'number' };

export const listOf = (item: Shape): Shape => ({ kind: 'list', item });
export const either = (...shapes: Shape[]): Shape => ({ kind: 'either', shapes });
export const optional = (shape: Shape): Shape =>
  shape.kind === 'either' ? either(...shape.shapes, nothing) : either(shape, nothing);
export const choice = (...values: string[]): Shape => ({ kind: 'choice', values });

export function closed(fields: Readonly<Record<string, Shape>>, ...required: string[]): Fields {
  return { kind: 'fields', fields, required, open: false };
}

export function open(fields: Readonly<Record<string, Shape>>, ...required: string[]): Fields {
  return { kind: 'fields', fields, required, open: true };
}

export const texts = listOf(text);
export const optionalText = optional(text);
export const version = either(text, number);
export const tests = listOf(either(mapping, text));
export const docs = closed({ show: flag, node_color: optionalText });
export const owner = open({ email: optional(either(text, texts)), name: optionalText });
