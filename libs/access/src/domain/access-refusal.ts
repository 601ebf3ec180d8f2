/** Which expected outcome a refusal is; GraphQL has one payload type for each. */
export type RefusalKind = 'validation' | 'notFound' | 'conflict' | 'forbidden';

/** Why something about access was not done. `code` is stable and documented; the message is safe for the person who asked. */
export interface AccessRefusal {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly message: string;
  readonly nextStep: string | null;
}

export function refuse(kind: RefusalKind, code: string, message: string, nextStep: string | null = null): AccessRefusal {
  return { kind, code, message, nextStep };
}
