/** JSON as Python's json.dumps writes it: a space after commas and colons, nothing beyond ASCII, keys sorted where that is asked for. */
export function pythonJson(value: unknown, options: { readonly sortKeys?: boolean; readonly ascii?: boolean } = {}): string {
  const text = write(value, options.sortKeys ?? false);
  return (options.ascii ?? true) ? text.replace(/[\u0080-\uFFFF]/g, escapeCharacter) : text;
}

function write(value: unknown, sortKeys: boolean): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  const plain = 'toJSON' in value && typeof value.toJSON === 'function' ? (value.toJSON as () => unknown)() : value;
  if (plain !== value) return write(plain, sortKeys);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, sortKeys)).join(', ')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (sortKeys) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${write(item, sortKeys)}`).join(', ')}}`;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
