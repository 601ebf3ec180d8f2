import { type Diagnostic, err, ok, type Result } from '@weft/kernel';
import { nearestHint } from '../nearest-hint.js';
import { type Criterion, type Intersection, SELECTOR_METHODS, type SelectorMethod } from './selector.js';

const CRITERION = /^(@)?(?:(\d*)(\+))?(?:([a-z_.]+):)?(.+?)(?:(\+)(\d*))?$/;

/** dbt's grammar: a space means or, a comma means and. */
export function parseSelection(texts: readonly string[]): Result<readonly Intersection[], Diagnostic> {
  const intersections: Intersection[] = [];
  for (const text of texts.flatMap((each) => each.split(/\s+/)).filter((each) => each !== '')) {
    const criteria: Criterion[] = [];
    for (const part of text.split(',')) {
      const criterion = parseCriterion(part);
      if (!criterion.ok) return criterion;
      criteria.push(criterion.value);
    }
    intersections.push(criteria);
  }
  return ok(intersections);
}

function parseCriterion(text: string): Result<Criterion, Diagnostic> {
  const [, at, parentDepth, above, method, value = '', below, childDepth] = CRITERION.exec(text) ?? [];
  if (value === '') return refused('DBT_SELECTOR_INVALID', `'${text}' is no selection`);
  if (at) return refused('DBT_UNSUPPORTED', `'${text}': selection with @ is not supported yet`, 'Use + before and after a name.');
  const known = method ?? defaultMethod(value);
  if (!isMethod(known)) return unknownMethod(text, known);
  return ok({ text, method: known, value, parents: generations(above, parentDepth), children: generations(below, childDepth) });
}

function generations(plus: string | undefined, depth: string | undefined): number {
  if (!plus) return 0;
  return depth ? Number(depth) : Infinity;
}

function defaultMethod(value: string): string {
  return value.includes('/') || value.endsWith('.sql') ? 'path' : 'fqn';
}

function isMethod(method: string): method is SelectorMethod {
  return (SELECTOR_METHODS as readonly string[]).includes(method);
}

function unknownMethod(text: string, method: string): Result<never, Diagnostic> {
  const hint = nearestHint(method, SELECTOR_METHODS) ?? `Known methods: ${SELECTOR_METHODS.join(', ')}.`;
  return refused('DBT_SELECTOR_METHOD', `'${text}': there is no selection method '${method}' here`, hint);
}

function refused(code: string, message: string, hint?: string): Result<never, Diagnostic> {
  return err({ code, severity: 'error', message, ...(hint !== undefined && { hint }) });
}
