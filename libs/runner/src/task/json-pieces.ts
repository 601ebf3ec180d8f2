/** The JSON of an artifact in pieces: a manifest of megabytes is never one text. Together they are what JSON.stringify gives. */
export function* jsonPieces(value: object): Generator<string> {
  yield '{';
  let separator = '';
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    yield `${separator}${JSON.stringify(key)}:`;
    if (isLarge(item)) yield* entryPieces(item);
    else yield toText(item);
    separator = ',';
  }
  yield '}';
}

type Plain = Readonly<Record<string, unknown>>;

/** How many entries a piece has. */
const TOGETHER = 100;

function isLarge(value: unknown): value is Plain {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return !('toJSON' in value) && Object.keys(value).length > TOGETHER;
}

function* entryPieces(value: Plain): Generator<string> {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  for (let start = 0; start < keys.length; start += TOGETHER) {
    const part = toText(Object.fromEntries(keys.slice(start, start + TOGETHER).map((key) => [key, value[key]])));
    yield `${start === 0 ? '{' : ','}${part.slice(1, -1)}`;
  }
  yield '}';
}

/** Whole numbers that JavaScript's own cannot hold are rare: only where there is one, each value is looked at. */
function toText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? Number(item) : item));
  }
}
