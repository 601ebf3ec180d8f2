import { EngineError, type EngineErrorCode } from '@weft/engine';

/** What DuckDB says of an error when `errors_as_json` is set. */
interface DuckdbFailure {
  readonly type: string;
  readonly message: string;
  readonly subtype: string | null;
  /** From 0, in bytes of the statement. */
  readonly position: number | null;
}

/** The first pattern that the message has decides; then the error's own type. */
const MESSAGES: readonly (readonly [RegExp, EngineErrorCode])[] = [
  [/division by zero/i, 'ENGINE_DIVISION_BY_ZERO'],
  [/no space left on device|not enough (disk )?space|failed to offload/i, 'ENGINE_RESOURCES'],
  [/read-only file system|permission denied|opened in read-only mode/i, 'ENGINE_UNAVAILABLE'],
  [/could not set lock on file|conflicting lock|has been invalidated/i, 'ENGINE_UNAVAILABLE'],
  [/does not exist|not found in FROM clause|not found because the FROM clause/i, 'ENGINE_NOT_FOUND'],
  [/already exists/i, 'ENGINE_ALREADY_EXISTS'],
  [/conflict/i, 'ENGINE_CONFLICT'],
  [/out of range/i, 'ENGINE_OUT_OF_RANGE'],
  [/file system operations are disabled|has been locked/i, 'ENGINE_ACCESS_DENIED'],
];

const TYPES: Readonly<Record<string, EngineErrorCode>> = {
  Parser: 'ENGINE_SYNTAX',
  Syntax: 'ENGINE_SYNTAX',
  Catalog: 'ENGINE_NOT_FOUND',
  Binder: 'ENGINE_TYPE_MISMATCH',
  'Mismatch Type': 'ENGINE_TYPE_MISMATCH',
  Conversion: 'ENGINE_INVALID_VALUE',
  'Invalid Input': 'ENGINE_INVALID_VALUE',
  Constraint: 'ENGINE_INVALID_VALUE',
  'Out of Range': 'ENGINE_OUT_OF_RANGE',
  'Out of Memory': 'ENGINE_RESOURCES',
  INTERRUPT: 'ENGINE_CANCELLED',
  Permission: 'ENGINE_ACCESS_DENIED',
  'Not implemented': 'ENGINE_NOT_SUPPORTED',
  TransactionContext: 'ENGINE_CONFLICT',
};

/** Whatever DuckDB throws -> an EngineError that says what and where. Hints that list other relations' names are left out. */
export function toEngineError(thrown: unknown, sql = '', queryId?: string): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const failure = readFailure(thrown instanceof Error ? thrown.message : String(thrown));
  const place = failure.position === null ? {} : placeOf(sql, failure.position);
  const engineCode = failure.subtype ?? failure.type;
  return new EngineError(codeOf(failure), failure.message, {
    engineCode,
    ...place,
    ...(queryId === undefined ? {} : { queryId }),
  });
}

function codeOf({ type, message }: DuckdbFailure): EngineErrorCode {
  if (type === 'INTERRUPT') return 'ENGINE_CANCELLED';
  if (type === 'Parser') return 'ENGINE_SYNTAX';
  return MESSAGES.find(([pattern]) => pattern.test(message))?.[1] ?? TYPES[type] ?? 'ENGINE_FAILED';
}

function readFailure(text: string): DuckdbFailure {
  const start = text.indexOf('{');
  const parsed = start >= 0 ? readJson(text.slice(start)) : null;
  if (!parsed) {
    const [, type = 'Unknown', message = text] = /^([A-Za-z ]+?) Error: ([^]*)$/.exec(text) ?? [];
    return { type, message: firstLine(message), subtype: null, position: null };
  }
  const position = typeof parsed['position'] === 'string' ? Number(parsed['position']) : null;
  const subtype = typeof parsed['error_subtype'] === 'string' ? parsed['error_subtype'] : null;
  return { type: String(parsed['exception_type']), message: firstLine(String(parsed['exception_message'])), subtype, position };
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'exception_type' in value ? { ...value } : null;
  } catch {
    return null;
  }
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.trim() ?? message;
}

function placeOf(sql: string, position: number): { line: number; column: number } {
  const before = Buffer.from(sql, 'utf8').subarray(0, position).toString('utf8').split('\n');
  return { line: before.length, column: Array.from(before.at(-1) ?? '').length + 1 };
}
