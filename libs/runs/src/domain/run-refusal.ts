import type { Diagnostic } from '@weft/kernel';

/** Why something does not fit the state of things. `code` is stable and documented; the message is safe for whoever asked. */
export interface StateRefusal {
  readonly kind: 'notFound' | 'conflict' | 'forbidden';
  readonly code: string;
  readonly message: string;
  readonly nextStep: string | null;
}

/** What is wrong with an order itself. */
export interface OrderRefusal {
  readonly kind: 'validation';
  readonly code: string;
  readonly message: string;
  readonly diagnostics: readonly Diagnostic[];
}

export type RunRefusal = StateRefusal | OrderRefusal;

export function refuse(kind: StateRefusal['kind'], code: string, message: string, nextStep: string | null = null): StateRefusal {
  return { kind, code, message, nextStep };
}

export function invalid(code: string, message: string, diagnostics: readonly Diagnostic[] = []): OrderRefusal {
  return { kind: 'validation', code, message, diagnostics };
}
