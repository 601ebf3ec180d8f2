import type { Manifest } from '../manifest/v12/index.js';

/** The texts of a manifest that nobody has changed since it was restored, by what metadata does not say. */
const TEXTS = new WeakMap<Manifest, readonly string[]>();

/** A manifest in the parts that are needed at different times: metadata, what is before macros, macros, and the rest. */
export function partsOf(manifest: Manifest): readonly object[] {
  const { metadata, macros, ...others } = manifest;
  const keys = Object.keys(manifest);
  const isBefore = (key: string): boolean => keys.indexOf(key) < keys.indexOf('macros');
  const entries = Object.entries(others);
  const before = Object.fromEntries(entries.filter(([key]) => isBefore(key)));
  const after = Object.fromEntries(entries.filter(([key]) => !isBefore(key)));
  return [metadata, before, macros, after];
}

/** The same from its parts' texts; macros are read when they are asked for. Null where a text is none of ours. */
export function restoreManifest([metadata = '', ...texts]: readonly string[]): Manifest | null {
  const [before = '', macros = '', after = ''] = texts;
  try {
    const parts = { metadata: read(metadata), ...read(before), macros: null, ...read(after) };
    const manifest = Object.defineProperty(parts, 'macros', lazily(macros)) as unknown as Manifest;
    TEXTS.set(manifest, texts);
    return manifest;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * The JSON of a manifest that was restored and is as it was but for its metadata, in pieces; null for any other, and the second time: who
 * writes it first goes on to change it.
 */
export function takeManifestText(manifest: Manifest): readonly string[] | null {
  const [before, macros, after] = TEXTS.get(manifest) ?? [];
  TEXTS.delete(manifest);
  if (before === undefined || macros === undefined || after === undefined) return null;
  return [`{"metadata":${JSON.stringify(manifest.metadata)},`, `${before.slice(1, -1)},"macros":`, macros, ',', after.slice(1)];
}

function read(text: string): object {
  return JSON.parse(text) as object;
}

function lazily(text: string): PropertyDescriptor {
  const settle = (owner: object, value: unknown): void =>
    void Object.defineProperty(owner, 'macros', { value, writable: true, enumerable: true, configurable: true });
  return {
    enumerable: true,
    configurable: true,
    get(this: object): unknown {
      const value = read(text);
      settle(this, value);
      return value;
    },
    set(this: object, value: unknown): void {
      settle(this, value);
    },
  };
}
