/** A node as the parser writes it: an object whose only key is its kind. */
export interface SyntaxNode {
  readonly kind: string;
  readonly body: SyntaxBody;
}

export type SyntaxBody = Readonly<Record<string, unknown>>;

/** What the parser adds for formatters and type inference; it never changes a statement's meaning. */
const MEANINGLESS = new Set([
  'span',
  'leading_comments',
  'trailing_comments',
  'post_select_comments',
  'comments',
  'operator_comments',
  'left_comments',
  'inferred_type',
]);

export function isBody(value: unknown): value is SyntaxBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `{"column": {...}}` -> its kind and body; null for anything else. */
export function readNode(value: unknown): SyntaxNode | null {
  if (!isBody(value)) return null;
  const [kind, ...others] = Object.keys(value);
  if (kind === undefined || others.length > 0) return null;
  const body = value[kind];
  return { kind, body: isBody(body) ? body : {} };
}

export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** Whether the parser set a field: null, false and empty lists are its way to say no. */
export function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false;
  return !(Array.isArray(value) && value.length === 0);
}

/** The fields of a node that are set and are not among the known: whoever goes on would drop their meaning. */
export function unknownFields(body: SyntaxBody, known: readonly string[]): string[] {
  return Object.keys(body).filter((key) => isSet(body[key]) && !MEANINGLESS.has(key) && !known.includes(key));
}

export interface Identifier {
  readonly name: string;
  readonly quoted: boolean;
  readonly start: number | null;
  readonly end: number | null;
}

export function readIdentifier(value: unknown): Identifier | null {
  if (!isBody(value) || typeof value['name'] !== 'string') return null;
  const span = isBody(value['span']) ? value['span'] : {};
  return {
    name: value['name'],
    quoted: value['quoted'] === true,
    start: typeof span['start'] === 'number' ? span['start'] : null,
    end: typeof span['end'] === 'number' ? span['end'] : null,
  };
}

/** The offset of the leftmost identifier in a tree; null where it holds none. */
export function firstOffset(value: unknown): number | null {
  if (typeof value !== 'object' || value === null) return null;
  if (isBody(value) && isBody(value['span']) && typeof value['span']['start'] === 'number') return value['span']['start'];
  let first: number | null = null;
  for (const child of Object.values(value)) {
    const offset = firstOffset(child);
    if (offset !== null && (first === null || offset < first)) first = offset;
  }
  return first;
}
