import { ALLOWED_BEFORE, ALLOWED_TOKENS, FIRST_TOKENS } from '../dialect/token-types.js';
import { type SqlErrorCode, SqlRefusal } from './refusal.errors.js';
import type { SourceText } from './source-text.js';
import type { StatementSyntax, Token } from './statement-syntax.js';
import { isBody, readIdentifier } from './syntax-node.js';

/** Between two tokens: white space and comments as Trino reads them, which do not nest. */
const GAP = /^(?:\s|--[^\r\n]*(?:\r\n?|\n|$)|\/\*(?:(?!\*\/)[^])*\*\/)*$/;

const NUMBER = /^(?:\d+|\d+\.\d*|\.\d+|(?:\d+\.\d*|\.\d+|\d+)[eE][+-]?\d+)$/;

/**
 * Reads the statement's words again, apart from the tree: each is either on the list or a name, and each literal and comment is
 * written as Trino writes it. What the parser reads of other dialects, or drops, ends here, with its place.
 */
export function checkTokens(syntax: StatementSyntax): void {
  const names = identifierStarts(syntax.root.body);
  const first = syntax.tokens[0];
  if (first && !FIRST_TOKENS.has(first.type)) throw refuse(syntax, first, 'SQL_NOT_A_SELECT', `'${first.text}' begins no SELECT`);
  let end = 0;
  syntax.tokens.forEach((token, index) => {
    const previous = syntax.tokens[index - 1];
    checkGap(syntax, end, token.start);
    if (!names.has(token.start)) checkWord(syntax, token, previous, syntax.tokens[index + 1]);
    checkSpelling(syntax, token, previous);
    end = token.end;
  });
  checkGap(syntax, end, syntax.source.length);
}

/** The same for a word outside of a query: what lies before it, and how it is written. */
export function checkHeadToken(source: SourceText, previous: Token | undefined, token: Token): void {
  checkGap({ source }, previous?.end ?? 0, token.start);
  checkSpelling({ source }, token, previous);
}

type Written = Pick<StatementSyntax, 'source'>;

function checkGap({ source }: Written, start: number, end: number): void {
  if (GAP.test(source.slice(start, end))) return;
  throw new SqlRefusal('SQL_SYNTAX', 'this is no comment that Trino reads', source.placeAt(start));
}

function checkWord(syntax: StatementSyntax, token: Token, previous: Token | undefined, next: Token | undefined): void {
  const isCall = next?.type === 'L_PAREN' && /^\w+$/.test(token.text);
  if (!ALLOWED_TOKENS.has(token.type) && !isCall) throw refuse(syntax, token, 'SQL_NOT_SUPPORTED', unsupported(token.text));
  const before = ALLOWED_BEFORE[token.type];
  if (before && !before.includes(previous?.type ?? '')) {
    throw refuse(
      syntax,
      token,
      'SQL_NOT_SUPPORTED',
      unsupported(`${token.text.toUpperCase()} after ${previous?.text ?? 'nothing'}`),
    );
  }
}

function checkSpelling(syntax: Written, token: Token, previous: Token | undefined): void {
  const written = syntax.source.slice(token.start, token.end);
  const glued = previous?.type === 'NUMBER' && previous.end === token.start && /^[\w"']/.test(written);
  const wrong =
    glued ||
    (token.type === 'STRING' && (written !== quote("'", token.text) || previous?.type === 'STRING')) ||
    (token.type === 'QUOTED_IDENTIFIER' && written !== quote('"', token.text)) ||
    (token.type === 'NUMBER' && !NUMBER.test(written));
  if (wrong) throw refuse(syntax, token, 'SQL_SYNTAX', `Trino does not write ${written} here`);
}

function quote(mark: string, text: string): string {
  return mark + text.replaceAll(mark, mark + mark) + mark;
}

function unsupported(what: string): string {
  return `'${what}' is not supported on the embedded engine`;
}

function refuse(syntax: Written, token: Token, code: SqlErrorCode, message: string): SqlRefusal {
  return new SqlRefusal(code, message, syntax.source.placeAt(token.start));
}

function identifierStarts(tree: unknown, starts = new Set<number>()): Set<number> {
  if (typeof tree !== 'object' || tree === null) return starts;
  const identifier = isBody(tree) ? readIdentifier(tree) : null;
  if (identifier?.start !== null && identifier?.start !== undefined) starts.add(identifier.start);
  for (const child of Object.values(tree)) identifierStarts(child, starts);
  return starts;
}
