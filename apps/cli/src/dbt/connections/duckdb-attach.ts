import { CliError } from '../../cli.errors.js';
import { filePath } from './file-path.js';
import { quoteText } from './sql-text.util.js';

interface Attachment {
  readonly path: string;
  readonly alias?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly [key: string]: unknown;
}

/** ATTACH's options that a profile may also write beside `options:`; not in both places. */
const DIRECT = ['type', 'secret', 'read_only'] as const;

/** An entry of `attach:` in a DuckDB profile -> DuckDB's statement. */
export function attachSql(attachment: Attachment, folder: string): string {
  const { path, alias } = attachment;
  const given = isRecord(attachment['options']) ? attachment['options'] : {};
  const twice = DIRECT.find((key) => isSet(attachment[key]) && key in given);
  if (twice) throw new CliError(`'${twice}' of the attached database ${path} is written twice: beside options and in it`);
  const direct = Object.fromEntries(DIRECT.map((key) => [key, isSet(attachment[key]) ? attachment[key] : given[key]]));
  const rest = Object.entries(given).filter(([key]) => !DIRECT.some((name) => name === key));
  const options = [
    ...(isSet(direct['type']) ? [`TYPE ${String(direct['type'])}`] : []),
    ...(isSet(direct['secret']) ? [`SECRET ${String(direct['secret'])}`] : []),
    ...(direct['read_only'] === true ? ['READ_ONLY'] : []),
    ...rest.flatMap(([key, value]) => optionSql(key, value)),
  ];
  const target = isSet(direct['type']) && direct['type'] !== 'duckdb' ? path : filePath(path, folder);
  const name = isSet(alias) ? ` AS ${alias}` : '';
  return `ATTACH IF NOT EXISTS ${quoteText(target)}${name}${options.length > 0 ? ` (${options.join(', ')})` : ''}`;
}

function optionSql(key: string, value: unknown): string[] {
  const name = key.toUpperCase();
  if (typeof value === 'boolean') return value ? [name] : [];
  if (typeof value === 'number') return [`${name} ${value}`];
  if (typeof value !== 'string') return [];
  return [`${name} ${/^(['"]).*\1$/s.test(value.trim()) ? value : quoteText(value)}`];
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
