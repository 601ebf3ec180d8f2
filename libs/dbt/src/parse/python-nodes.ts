import type { Json, ManifestNode } from '../manifest/v12/index.js';
import type { ConfigCalls } from './parse-scope.js';

const CALL = /\bdbt\.(ref|source|config)\s*\(([^()]*)\)/g;
const ARGUMENT = /(?:(\w+)\s*=\s*)?(?:(['"])(.*?)\2|\b(True|False|None)\b|(-?\d+(?:\.\d+)?))/g;

/** What a Python model refers to and how it is configured, as far as it says so with literals. It is parsed, never run. */
export function readPythonNode(node: ManifestNode): ConfigCalls {
  const config: Json = {};
  for (const [, name, written = ''] of node.raw_code.matchAll(CALL)) {
    const { args, kwargs } = argumentsOf(written);
    if (name === 'config') Object.assign(config, kwargs);
    else if ('refs' in node) note(node, name ?? '', args, kwargs);
  }
  if (node.resource_type === 'model') config['materialized'] ??= 'table';
  return { rendered: config, unrendered: {} };
}

function note(node: Extract<ManifestNode, { refs: unknown }>, name: string, args: readonly string[], kwargs: Json): void {
  const [first, second] = args;
  if (first === undefined) return;
  if (name === 'source') node.sources.push([first, second ?? '']);
  else {
    const version = (kwargs['v'] ?? kwargs['version'] ?? null) as string | number | null;
    node.refs.push(second === undefined ? { name: first, package: null, version } : { name: second, package: first, version });
  }
}

function argumentsOf(written: string): { args: string[]; kwargs: Json } {
  const args: string[] = [];
  const kwargs: Json = {};
  for (const [, key, , text, word, number] of written.matchAll(ARGUMENT)) {
    const value = text ?? (number === undefined ? literal(word) : Number(number));
    if (key !== undefined) kwargs[key] = value;
    else if (typeof value === 'string') args.push(value);
  }
  return { args, kwargs };
}

function literal(word: string | undefined): boolean | null {
  return word === 'True' ? true : word === 'False' ? false : null;
}
