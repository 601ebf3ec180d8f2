/**
 * The kinds of tokens a statement may hold, by the parser's names. The parser is generous: it reads other dialects' syntax, and
 * drops some words without a trace. A word that is not here, and no name, is refused before the tree is looked at.
 */
export const ALLOWED_TOKENS: ReadonlySet<string> = new Set([
  ...['SELECT', 'WITH', 'AS', 'FROM', 'WHERE', 'GROUP', 'BY', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'VALUES'],
  ...['DISTINCT', 'UNION', 'ALL', 'JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER', 'CROSS', 'USING', 'ON'],
  ...['CASE', 'WHEN', 'THEN', 'ELSE', 'END', 'CAST', 'AND', 'OR', 'NOT', 'IS', 'NULL', 'TRUE', 'FALSE', 'IN', 'BETWEEN'],
  ...['LIKE', 'ESCAPE', 'EXISTS', 'DATE', 'TIMESTAMP', 'ASC', 'DESC', 'NULLS', 'FIRST', 'LAST', 'FILTER', 'IF'],
  ...[
    'OVER',
    'PARTITION',
    'ROWS',
    'RANGE',
    'UNBOUNDED',
    'PRECEDING',
    'FOLLOWING',
    'CURRENT',
    'ROW',
    'IGNORE',
    'INTERVAL',
    'TRY_CAST',
    'TIME',
    'INTERSECT',
    'EXCEPT',
    'FETCH',
    'NEXT',
    'ONLY',
    'ROLLUP',
    'CUBE',
    'WITHIN',
    'ORDINALITY',
    'ARROW',
    'L_BRACKET',
    'R_BRACKET',
    'FOR',
  ],
  ...['VAR', 'QUOTED_IDENTIFIER', 'STRING', 'NUMBER'],
  ...['PLUS', 'DASH', 'STAR', 'SLASH', 'PERCENT', 'D_PIPE', 'EQ', 'NEQ', 'LT', 'LTE', 'GT', 'GTE'],
  ...['COMMA', 'DOT', 'L_PAREN', 'R_PAREN', 'SEMICOLON'],
]);

/** Words that change nothing in the parser's tree where it should: the kinds of tokens that may stand before them. */
export const ALLOWED_BEFORE: Readonly<Record<string, readonly string[]>> = {
  DISTINCT: ['SELECT', 'UNION', 'L_PAREN', 'IS', 'NOT'],
  ROWS: ['L_PAREN', 'R_PAREN', 'VAR', 'QUOTED_IDENTIFIER', 'ASC', 'DESC', 'FIRST', 'LAST', 'NUMBER'],
  ROW: ['CURRENT', 'NUMBER'],
  TIME: ['WITH', 'VAR'],
  IGNORE: ['R_PAREN'],
  INTERVAL: ['PLUS', 'DASH', 'L_PAREN', 'COMMA', 'SELECT'],
  ALL: ['UNION', 'INTERSECT', 'EXCEPT'],
  FIRST: ['NULLS', 'FETCH'],
  NEXT: ['FETCH'],
  ONLY: ['ROW', 'ROWS'],
  WITHIN: ['R_PAREN'],
  ORDINALITY: ['WITH'],
  FOR: ['NUMBER', 'VAR', 'R_PAREN'],
  L_BRACKET: ['VAR', 'QUOTED_IDENTIFIER', 'R_PAREN', 'R_BRACKET'],
  LAST: ['NULLS'],
  FILTER: ['R_PAREN', 'SELECT', 'COMMA', 'L_PAREN'],
};

/** What a statement may begin with. */
export const FIRST_TOKENS: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'L_PAREN', 'VALUES']);
