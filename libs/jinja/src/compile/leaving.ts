import type { SourceLocation } from '@weft/kernel';
import { ReturnSignal } from '../return-signal.js';
import { noteMacro, TemplateError } from '../template.errors.js';
import type { MacroSignature } from './macro.js';

/** An error with its place in this file, unless it was given one further in; line 0 is no place. */
export function located(error: unknown, at: SourceLocation): unknown {
  if (error instanceof TemplateError) return at.line === 0 ? error : error.at(at);
  if (error instanceof RangeError && error.message.startsWith('Maximum call stack')) {
    return new TemplateError('type', 'maximum recursion depth exceeded', at, { cause: error });
  }
  return error;
}

/** Where a macro of a template ends: what it returned is its value. */
export function returned(error: unknown, at: SourceLocation): unknown {
  if (error instanceof ReturnSignal) return error.value;
  throw located(error, at);
}

/** Where a macro of its own ends: the same, and an error remembers that it came through. */
export function leaveMacro(error: unknown, at: SourceLocation, { name, line: first }: MacroSignature): unknown {
  if (error instanceof ReturnSignal) return error.value;
  const placed = located(error, at);
  noteMacro(placed, { macro: name, file: at.file, line: at.line || first });
  throw placed;
}
