type Matcher = (text: string) => boolean;

const known = new Map<string, Matcher>();

/** Python's fnmatch: `*`, `?`, `[abc]`, `[!abc]`; upper and lower case differ. */
export function fnmatch(text: string, pattern: string): boolean {
  return matcherOf(pattern)(text);
}

export function matcherOf(pattern: string): Matcher {
  let matcher = known.get(pattern);
  if (!matcher) {
    if (known.size > 1_000) known.clear();
    matcher = buildMatcher(pattern);
    known.set(pattern, matcher);
  }
  return matcher;
}

export function hasWildcard(text: string): boolean {
  return /[*?[\]]/.test(text);
}

function buildMatcher(pattern: string): Matcher {
  if (!/[*?[]/.test(pattern)) return (text) => text === pattern;
  const source = toRegExp(pattern);
  return source === null ? () => false : (text) => source.test(text);
}

/** Null for a class that nothing is in, such as `[z-a]`. */
function toRegExp(pattern: string): RegExp | null {
  const source = pattern.replace(/\[(!?\]?[^\]]*)\]|[\s\S]/g, (part: string, inside?: string) => {
    if (inside !== undefined) return classOf(inside);
    if (part === '*') return '.*';
    return part === '?' ? '.' : part.replace(/[.+^${}()|[\]\\]/, '\\$&');
  });
  try {
    return new RegExp(`^(?:${source})$`, 's');
  } catch {
    return null;
  }
}

function classOf(inside: string): string {
  const escaped = inside.replace(/[\\\][^]/g, '\\$&');
  return escaped.startsWith('!') ? `[^${escaped.slice(1)}]` : `[${escaped}]`;
}
