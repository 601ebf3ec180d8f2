/** One piece of a pattern that both engines read: classes of letters, groups, repetitions; no look-around, no back-reference. */
const PIECE =
  /\\[dwsDWS]|\\[.\-/()[\]+*?^$|\\{}_@]|\[\^?(?:[^\\[\]&]|\\[.\-\]\\/dws])+\]|\((?:\?:)?(?!\?)|[)|^*+?.$]|\{\d+(?:,\d*)?\}|[^\\.$?*+{}[\]()|^]/gy;

/** White space to Trino: RE2's own class leaves out the vertical tab. */
const SPACE = '\\t-\\r ';

/**
 * A pattern of Trino's in RE2's words; null where they may not mean the same. The dollar also matches before a last line break in Trino,
 * so that it is known only where a pattern is but tried, and at its end.
 */
export function sharedRegex(pattern: string, tried = false): string | null {
  if (/[*+?}][+?]/.test(pattern) || pattern === '') return null;
  const pieces: string[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < pattern.length) {
    const start = PIECE.lastIndex;
    const piece = PIECE.exec(pattern)?.[0];
    if (piece === undefined) return null;
    const isLast = start + piece.length === pattern.length;
    const text = pieceText(piece, tried && isLast);
    if (text === null) return null;
    pieces.push(text);
  }
  return pieces.join('');
}

function pieceText(piece: string, mayEnd: boolean): string | null {
  if (piece === '$') return mayEnd ? '(?:\\n?\\z)' : null;
  if (piece === '\\s') return `[${SPACE}]`;
  if (piece === '\\S') return `[^${SPACE}]`;
  return piece.startsWith('[') ? piece.replaceAll('\\s', SPACE) : piece;
}

/** Whether a pattern may match an empty text, which the engines count differently. */
export function matchesEmpty(pattern: string): boolean {
  try {
    return new RegExp(pattern).test('');
  } catch {
    return true;
  }
}

/** Whether each group takes part in each match: what does not is NULL in Trino and empty in DuckDB. */
export function hasSureGroups(pattern: string): boolean {
  return !pattern.includes('|') && !/\)(?:[?*]|\{0)/.test(pattern);
}

/** `$1` -> `\1`; null where the replacement is anything but plain text and groups of one digit. */
export function replacementOf(text: string): string | null {
  const groups = text.replaceAll(/\$(\d)(?!\d)/g, (_match, digit: string) => `\u0001${digit}`);
  return /[\\$]/.test(groups) ? null : groups.replaceAll('\u0001', '\\');
}
