import { Dialect, parse, tokenize } from '@polyglot-sql/sdk';
import { type SourcePlace, SqlRefusal } from './refusal.errors.js';
import { SourceText } from './source-text.js';
import { StatementSyntax, type Token } from './statement-syntax.js';
import { isBody, readNode, type SyntaxNode } from './syntax-node.js';

const MAX_LENGTH = 200_000;
/** A chain of 500 ORs is a tree 500 deep; what is deeper could exhaust the stack of whoever walks it. */
const MAX_DEPTH = 2_000;
const QUERIES = ['select', 'union', 'intersect', 'except', 'subquery', 'values'];
const SPLIT = 'Split it: name the inner queries in a WITH clause.';

/** Reads one SELECT of Trino's dialect, generously; throws what is wrong as a SqlRefusal. */
export function parseStatement(sql: string): StatementSyntax {
  if (sql.length > MAX_LENGTH) {
    throw new SqlRefusal('SQL_TOO_LARGE', `the statement has ${sql.length} characters, at most ${MAX_LENGTH} are read`, null);
  }
  const source = new SourceText(sql);
  const parsed = parse(sql, Dialect.Trino);
  if (!parsed.success) throw syntaxRefusal(source, parsed);
  const statements: unknown[] = Array.isArray(parsed.ast) ? parsed.ast : [];
  if (statements.length !== 1) {
    throw new SqlRefusal('SQL_NOT_ONE_STATEMENT', `expected one statement, found ${statements.length}`, null);
  }
  const syntax = new StatementSyntax(source, readTokens(sql), readRoot(statements[0]));
  checkDepth(syntax.root.body);
  return syntax;
}

function readRoot(statement: unknown): SyntaxNode {
  const root = readNode(statement);
  if (!root || !QUERIES.includes(root.kind)) {
    const found = root?.kind.replaceAll('_', ' ').toUpperCase() ?? 'something else';
    throw new SqlRefusal('SQL_NOT_A_SELECT', `expected a SELECT, found ${found}`, { line: 1, column: 1 });
  }
  return root;
}

/** The words of a text, in the parser's reading. */
export function readTokens(sql: string): Token[] {
  const { tokens } = tokenize(sql, Dialect.Trino);
  return ((tokens ?? []) as unknown[]).filter(isBody).map((token) => {
    const span = isBody(token['span']) ? token['span'] : {};
    return {
      type: String(token['token_type']),
      text: String(token['text']),
      start: Number(span['start']),
      end: Number(span['end']),
    };
  });
}

interface ParseFailure {
  readonly error?: string | null;
  readonly errorStart?: number | null;
}

function syntaxRefusal(source: SourceText, { error, errorStart }: ParseFailure): SqlRefusal {
  const place: SourcePlace | null = typeof errorStart === 'number' ? source.placeAt(errorStart) : null;
  const message = error ?? 'cannot be read';
  if (message.includes('E_GUARD_PARSER_DEPTH_EXCEEDED')) {
    return new SqlRefusal('SQL_TOO_DEEP', 'the statement nests more than 32 levels of parentheses or queries', place, SPLIT);
  }
  if (message.includes('E_GUARD_')) return new SqlRefusal('SQL_TOO_LARGE', 'the statement is too large to be read', place, SPLIT);
  return new SqlRefusal('SQL_SYNTAX', message.replace(/^[A-Za-z]+ error at line \d+, column \d+: /, ''), place);
}

function checkDepth(tree: unknown): void {
  const pending: { node: unknown; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (typeof next.node !== 'object' || next.node === null) continue;
    if (next.depth > MAX_DEPTH) {
      throw new SqlRefusal('SQL_TOO_DEEP', 'the statement chains too many operators', null, SPLIT);
    }
    for (const child of Object.values(next.node)) pending.push({ node: child, depth: next.depth + 1 });
  }
}
