import { ReturnSignal } from '../return-signal.js';
import { noteMacro, TemplateError } from '../template.errors.js';
import type { MacroSignature } from './macro.js';

/** An error with its place in this file, unless it was given one further in; line 0 is no place. */
export function located(error: unknown, file: string, line: number): unknown {
  if (error instanceof TemplateError) return line === 0 ? error : error.at({ file, line });
  if (error instanceof RangeError && error.message.startsWith('Maximum call stack')) {
    return new TemplateError('type', 'maximum recursion depth exceeded', { file, line }, { cause: error });
  }
  return error;
}

/** Where a macro of a template ends: what it returned is its value. */
export function returned(error: unknown, file: string, line: number): unknown {
  if (error instanceof ReturnSignal) return error.value;
  throw located(error, file, line);
}

/** Where a macro of its own ends: the same, and an error remembers that it came through. */
export function leaveMacro(error: unknown, file: string, line: number, { name, line: first }: MacroSignature): unknown {
  if (error instanceof ReturnSignal) return error.value;
  const placed = located(error, file, line);
  noteMacro(placed, { macro: name, file, line: line || first });
  throw placed;
}
