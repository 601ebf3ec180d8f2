import { SqlError } from '@weft/dbt';
import type { EngineError } from '@weft/engine';
import { type Diagnostic, renderDiagnostic } from '@weft/kernel';
import { describeFailure, type Failure } from '@weft/runner';

/** A statement of a run that was refused, by the check before the engine or by the engine: what is said of it depends on who asks. */
export class StatementFailure extends SqlError {
  private constructor(
    message: string,
    details: SqlError['details'],
    /** What to say where the statement cannot hold values of the data. */
    readonly tell: (file: string) => Failure,
  ) {
    super(message, details);
  }

  static ofEngine(error: EngineError): StatementFailure {
    const { line, column, engineCode } = error.details;
    const details = {
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(engineCode === undefined ? {} : { engineCode }),
      cancelled: error.code === 'ENGINE_CANCELLED',
    };
    return new StatementFailure(error.message, details, (file) => describeFailure(error, file));
  }

  static ofRefusal(diagnostics: readonly Diagnostic[]): StatementFailure {
    const tell = (file: string): Failure => ({
      message: diagnostics.map((each) => renderDiagnostic({ ...each, location: { ...each.location, file } })).join('\n'),
      detail: null,
    });
    return new StatementFailure(diagnostics.map(({ message }) => message).join('\n'), {}, tell);
  }
}
