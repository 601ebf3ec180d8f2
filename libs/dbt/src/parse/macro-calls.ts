/** A call in a macro's text: `name(...)`, `package.name(...)` or `adapter.dispatch('name', 'namespace')`. */
export type StaticCall =
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'dispatch'; readonly name: string; readonly namespace: string | null };

const REGION = /\{#[\s\S]*?#\}|\{%[-+]?\s*raw\s*[-+]?%\}[\s\S]*?\{%[-+]?\s*endraw\s*[-+]?%\}|\{\{|\{%/g;
const TOKEN = /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|[A-Za-z_]\w*|\}\}|%\}|\d[\w.]*|\S/g;

/** Words before a parenthesis that call nothing. */
const WORDS: ReadonlySet<string> = new Set(
  'if elif else and or not in is set do for call macro test data_test materialization print with filter'.split(' '),
);
const DEFINING: ReadonlySet<string> = new Set(['macro', 'test', 'data_test', 'materialization', 'snapshot', 'filter']);

/** Calls in the order of the text, as dbt finds them without running it. */
export function staticCalls(source: string): readonly StaticCall[] {
  const calls: StaticCall[] = [];
  REGION.lastIndex = 0;
  for (let mark = REGION.exec(source); mark; mark = REGION.exec(source)) {
    if (mark[0] !== '{{' && mark[0] !== '{%') continue;
    REGION.lastIndex = readCode(source, mark.index + 2, mark[0] === '{{' ? '}}' : '%}', calls);
  }
  return calls;
}

function readCode(source: string, from: number, end: string, calls: StaticCall[]): number {
  const tokens: string[] = [];
  TOKEN.lastIndex = from;
  let depth = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const token = match[0];
    if (token === end && depth === 0) break;
    if (token === '{') depth++;
    else if (token === '}') depth--;
    else if (token === '}}') depth -= 2;
    tokens.push(token);
  }
  for (let index = 1; index < tokens.length; index++) if (tokens[index] === '(') addCall(tokens, index, calls);
  return TOKEN.lastIndex === 0 ? source.length : TOKEN.lastIndex;
}

/** `at` is the opening parenthesis. */
function addCall(tokens: readonly string[], at: number, calls: StaticCall[]): void {
  const last = tokens[at - 1] ?? '';
  if (!isName(last)) return;
  const before = tokens[at - 2];
  if (before !== '.') {
    const isDefined = before !== undefined && DEFINING.has(before) && isStart(tokens, at - 2);
    if (!WORDS.has(last) && !isDefined && before !== '|' && !isTest(tokens, at - 2)) calls.push({ kind: 'call', name: last });
    return;
  }
  const owner = tokens[at - 3] ?? '';
  if (!isName(owner) || tokens[at - 4] === '.') return;
  if (owner !== 'adapter') calls.push({ kind: 'call', name: `${owner}.${last}` });
  else if (last === 'dispatch') addDispatch(tokens, at + 1, calls);
}

function isName(token: string): boolean {
  return /^[A-Za-z_]/.test(token);
}

function isStart(tokens: readonly string[], at: number): boolean {
  return at === 0 || (at === 1 && /^[-+]$/.test(tokens[0] ?? ''));
}

/** `is divisibleby(3)`, `is not sameas(x)` */
function isTest(tokens: readonly string[], at: number): boolean {
  return tokens[at] === 'is' || (tokens[at] === 'not' && tokens[at - 1] === 'is');
}

function addDispatch(tokens: readonly string[], from: number, calls: StaticCall[]): void {
  const given: Record<string, string> = {};
  const names = ['macro_name', 'macro_namespace'];
  let position = 0;
  for (let at = from; at < tokens.length && tokens[at] !== ')'; at++) {
    const token = tokens[at] ?? '';
    const next = tokens[at + 1];
    const isWhole = next === ',' || next === ')';
    if (isName(token) && next === '=') {
      const value = tokens[at + 2] ?? '';
      if (/^['"]/.test(value)) given[token] = value.slice(1, -1);
      at += 2;
    } else if (/^['"]/.test(token) && isWhole) given[names[position] ?? ''] = token.slice(1, -1);
    else if (token === '(' || token === '[') return;
    if (token === ',') position++;
  }
  const { macro_name: name, macro_namespace: namespace = null } = given;
  if (name !== undefined) calls.push({ kind: 'dispatch', name, namespace });
}
