/** What went wrong, the same words for both engines. */
export type EngineErrorCode =
  | 'ENGINE_SYNTAX'
  | 'ENGINE_NOT_FOUND'
  | 'ENGINE_ALREADY_EXISTS'
  | 'ENGINE_TYPE_MISMATCH'
  | 'ENGINE_INVALID_VALUE'
  | 'ENGINE_DIVISION_BY_ZERO'
  | 'ENGINE_OUT_OF_RANGE'
  | 'ENGINE_NOT_SUPPORTED'
  | 'ENGINE_ACCESS_DENIED'
  | 'ENGINE_CANCELLED'
  | 'ENGINE_UNAVAILABLE'
  | 'ENGINE_CONFLICT'
  | 'ENGINE_RESOURCES'
  | 'ENGINE_FAILED';

export interface EngineErrorDetails {
  /** The engine's own name of the error, such as Trino's `TABLE_NOT_FOUND`. */
  readonly engineCode?: string;
  /** From 1, in the statement that was sent. */
  readonly line?: number;
  readonly column?: number;
  readonly queryId?: string;
}

/** A failure of an engine, without any part of the connection's secrets: only the engine's own message and place. */
export class EngineError extends Error {
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    readonly details: EngineErrorDetails = {},
  ) {
    super(message);
    this.name = 'EngineError';
  }
}
