import { type DbtDiagnostic, headOf } from '@weft/dbt';
import type { Diagnostic } from '@weft/kernel';

/** Everything that is wrong with a project, each under dbt's head for it. */
export class ProjectProblems extends Error {
  constructor(readonly problems: readonly Diagnostic[]) {
    super(problems.map(renderProblem).join('\n\n'));
    this.name = 'ProjectProblems';
  }
}

/** `Compilation Error`, and below it the message, the place and what may have been meant. */
export function renderProblem(problem: DbtDiagnostic): string {
  const { message, location, hint } = problem;
  const place = location ? [location.file, location.line, location.column].filter((part) => part !== undefined).join(':') : null;
  const lines = [...message.split('\n'), ...(place === null ? [] : [`> in ${place}`]), ...(hint === undefined ? [] : [hint])];
  return [headOf(problem), ...lines.map((line) => `  ${line}`)].join('\n');
}
