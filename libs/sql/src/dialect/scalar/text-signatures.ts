import { arrayType, simpleType, type TrinoType, varcharType } from '../../types/trino-type.js';
import { quoteString } from '../../bind/duckdb-text.js';
import { hasSureGroups, matchesEmpty, replacementOf, sharedRegex } from './regex.js';
import { once, plain, type ScalarArgument, type ScalarSignature } from './scalar-signature.js';

const varchar = (): TrinoType => varcharType(null);
const bigint = (): TrinoType => simpleType('bigint');
const boolean = (): TrinoType => simpleType('boolean');
const first = ([argument]: readonly ScalarArgument[]): TrinoType => argument?.type ?? varchar();
const sqlOf = (args: readonly ScalarArgument[], index: number): string => args[index]?.sql ?? '';

/** What Java calls white space: Trino trims all of it, DuckDB's one-argument functions only blanks. */
const WHITE_SPACE =
  '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f\u0020\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000';

const MAX_LENGTH = 2_147_483_647;

/** The longest text that can come of it, as Trino counts it; without a bound where a part has none. */
function longest(args: readonly ScalarArgument[], count: (...lengths: number[]) => number): TrinoType {
  const lengths = args.map(({ type }) => (type.kind === 'varchar' ? type.length : null));
  const bounded = lengths.filter((length) => length !== null);
  const length = bounded.length === lengths.length ? Math.min(MAX_LENGTH, count(...bounded)) : MAX_LENGTH;
  return varcharType(length === MAX_LENGTH ? null : length);
}

function trimming(name: string): ScalarSignature {
  const render = (args: readonly ScalarArgument[]) => `${name}(${sqlOf(args, 0)}, ${quoteString(WHITE_SPACE)})`;
  return { name, takes: ['varchar'], returns: first, render };
}

/** A letter of no use in texts keeps the sharp s, which Trino leaves as it is and DuckDB does not. */
function upperText(args: readonly ScalarArgument[]): string {
  return `replace(upper(replace(${sqlOf(args, 0)}, 'ß', '\u{10fffd}')), '\u{10fffd}', 'ß')`;
}

/** From 1; a negative start counts from the end, and one that lies outside of the text gives none of it. */
function substringText(args: readonly ScalarArgument[]): string {
  const [text, start, length] = [sqlOf(args, 0), sqlOf(args, 1), args[2]?.sql];
  const rest = length === undefined ? '' : `, greatest(${length}, 0)`;
  const cut = `substring(${text}, ${start}${rest})`;
  const outside = `${start} = 0 OR - ${start} > length(${text})`;
  return `CASE WHEN ${outside} THEN left(${text}, 0) ELSE ${cut} END`;
}

/** Only a literal that is not empty: the engines differ on an empty one. */
function withText(index: number, render: ScalarSignature['render']): ScalarSignature['render'] {
  return (args) => (args[index]?.text ? render(args) : null);
}

function padding(name: 'lpad' | 'rpad'): ScalarSignature {
  const call = (args: readonly ScalarArgument[]) =>
    `${name}(${sqlOf(args, 0)}, CAST(${sqlOf(args, 1)} AS INTEGER), ${sqlOf(args, 2)})`;
  return { name, takes: ['varchar', 'bigint', 'varchar'], returns: varchar, render: withText(2, call) };
}

type RegexRender = (args: readonly ScalarArgument[], pattern: string, written: string) => string | null;

/** With a pattern that is written out and that both engines read alike; `tried`: only whether it matches. */
function regex(render: RegexRender, tried = false): ScalarSignature['render'] {
  return (args) => {
    const written = args[1]?.text;
    const pattern = written ? sharedRegex(written, tried) : null;
    return written && pattern !== null ? render(args, quoteString(pattern), written) : null;
  };
}

/** The first match, or one of its groups; NULL where there is none. */
function extractText(args: readonly ScalarArgument[], pattern: string, written: string): string | null {
  const group = args[2] === undefined ? '0' : args[2].sql;
  if (!/^\d$/.test(group) || (group !== '0' && !hasSureGroups(written))) return null;
  return once(
    sqlOf(args, 0),
    `CASE WHEN regexp_matches(d, ${pattern}) THEN regexp_extract(d, ${pattern}, ${group}) ELSE NULL END`,
  );
}

function replaceText(args: readonly ScalarArgument[], pattern: string, written: string): string | null {
  const by = args[2]?.text;
  const replacement = by === null || by === undefined ? null : replacementOf(by);
  if (replacement === null || matchesEmpty(written) || (replacement.includes('\\') && !hasSureGroups(written))) return null;
  return `regexp_replace(${sqlOf(args, 0)}, ${pattern}, ${quoteString(replacement)}, 'g')`;
}

const unlessEmpty =
  (render: (text: string, pattern: string) => string): RegexRender =>
  (args, pattern, written) =>
    matchesEmpty(written) ? null : render(sqlOf(args, 0), pattern);

const parts = (args: readonly ScalarArgument[]): TrinoType => arrayType(first(args));

export const TEXT_SIGNATURES: readonly ScalarSignature[] = [
  { name: 'upper', takes: ['varchar'], returns: first, render: upperText },
  { name: 'lower', takes: ['varchar'], returns: first, render: (args) => `lower(${sqlOf(args, 0)})` },
  ...['trim', 'ltrim', 'rtrim'].map(trimming),
  ...[['varchar', 'bigint'] as const, ['varchar', 'bigint', 'bigint'] as const].map((takes) => ({
    name: 'substr',
    takes,
    returns: first,
    render: substringText,
  })),
  {
    name: 'replace',
    takes: ['varchar', 'varchar', 'varchar'],
    returns: (args) => longest(args, (text = 0, _found, by = 0) => text + by * (text + 1)),
    render: withText(1, (args) => `replace(${sqlOf(args, 0)}, ${sqlOf(args, 1)}, ${sqlOf(args, 2)})`),
  },
  {
    name: 'replace',
    takes: ['varchar', 'varchar'],
    returns: first,
    render: withText(1, (args) => `replace(${sqlOf(args, 0)}, ${sqlOf(args, 1)}, '')`),
  },
  plain('strpos', ['varchar', 'varchar'], bigint),
  plain('starts_with', ['varchar', 'varchar'], boolean),
  {
    name: 'split_part',
    takes: ['varchar', 'varchar', 'bigint'],
    returns: first,
    render: withText(1, (args) => {
      const index = sqlOf(args, 2);
      const checked = `CASE WHEN ${index} < 1 THEN error('Index must be greater than zero') ELSE ${index} END`;
      return `str_split(${sqlOf(args, 0)}, ${sqlOf(args, 1)})[${checked}]`;
    }),
  },
  padding('lpad'),
  padding('rpad'),
  plain('translate', ['varchar', 'varchar', 'varchar'], varchar),
  plain('levenshtein_distance', ['varchar', 'varchar'], bigint, 'levenshtein'),
  {
    name: 'chr',
    takes: ['bigint'],
    returns: () => varcharType(1),
    render: (args) => `chr(CAST(${sqlOf(args, 0)} AS INTEGER))`,
  },
  {
    name: 'concat_ws',
    takes: ['varchar', 'varchar', 'varchar'],
    returns: varchar,
    render: (args) => `concat_ws(${args.map(({ sql }) => sql).join(', ')})`,
  },
  {
    name: 'concat_ws',
    takes: ['varchar', 'varchar', 'varchar', 'varchar'],
    returns: varchar,
    render: (args) => `concat_ws(${args.map(({ sql }) => sql).join(', ')})`,
  },
  {
    name: 'regexp_like',
    takes: ['varchar', 'varchar'],
    returns: boolean,
    render: regex((args, pattern) => `regexp_matches(${sqlOf(args, 0)}, ${pattern})`, true),
  },
  { name: 'regexp_extract', takes: ['varchar', 'varchar'], returns: first, render: regex(extractText) },
  { name: 'regexp_extract', takes: ['varchar', 'varchar', ['integer']], returns: first, render: regex(extractText) },
  {
    name: 'regexp_extract_all',
    takes: ['varchar', 'varchar'],
    returns: parts,
    render: regex(unlessEmpty((text, pattern) => `regexp_extract_all(${text}, ${pattern})`)),
  },
  {
    name: 'regexp_count',
    takes: ['varchar', 'varchar'],
    returns: bigint,
    render: regex(unlessEmpty((text, pattern) => `len(regexp_extract_all(${text}, ${pattern}))`)),
  },
  {
    name: 'regexp_split',
    takes: ['varchar', 'varchar'],
    returns: parts,
    render: regex(unlessEmpty((text, pattern) => `string_split_regex(${text}, ${pattern})`)),
  },
  {
    name: 'regexp_replace',
    takes: ['varchar', 'varchar'],
    returns: first,
    render: regex(unlessEmpty((text, pattern) => `regexp_replace(${text}, ${pattern}, '', 'g')`)),
  },
  {
    name: 'regexp_replace',
    takes: ['varchar', 'varchar', 'varchar'],
    returns: ([text, , by]) =>
      longest(text && by ? [text, by] : [], (x = 0, y = 0) => x + Math.max(Math.floor((x * y) / 2), y) * (x + 1)),
    render: regex(replaceText),
  },
  {
    name: 'split',
    takes: ['varchar', 'varchar'],
    returns: parts,
    render: withText(1, (args) => `str_split(${sqlOf(args, 0)}, ${sqlOf(args, 1)})`),
  },
  { name: 'to_utf8', takes: ['varchar'], returns: () => simpleType('varbinary'), render: (args) => `encode(${sqlOf(args, 0)})` },
  ...['md5', 'sha1', 'sha256'].map((name) => ({
    name,
    takes: [['varbinary' as const]],
    returns: () => simpleType('varbinary'),
    render: (args: readonly ScalarArgument[]) => `unhex(${name}(${sqlOf(args, 0)}))`,
  })),
  { name: 'to_hex', takes: [['varbinary']], returns: varchar, render: (args) => `upper(hex(${sqlOf(args, 0)}))` },
  { name: 'from_hex', takes: ['varchar'], returns: () => simpleType('varbinary'), render: (args) => `unhex(${sqlOf(args, 0)})` },
  { name: 'to_base64', takes: [['varbinary']], returns: varchar, render: (args) => `base64(${sqlOf(args, 0)})` },
  {
    name: 'from_base64',
    takes: ['varchar'],
    returns: () => simpleType('varbinary'),
    render: (args) => `from_base64(${sqlOf(args, 0)})`,
  },
];
