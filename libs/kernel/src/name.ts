import { err, ok, type Result } from './result.js';

/** Names of domains, products, ports and catalogs: a lower-case letter, then letters, digits, underscores; 63 at most. */
export const NAME_PATTERN = /^[a-z][a-z0-9_]{0,62}$/;

export interface ProductName {
  readonly domain: string;
  readonly product: string;
}

export interface PortName extends ProductName {
  readonly port: string;
}

export function isName(text: string): boolean {
  return NAME_PATTERN.test(text);
}

/** `domain/product` -> its parts, or what is wrong with it. */
export function parseProductName(text: string): Result<ProductName, string> {
  const [domain, product, ...rest] = text.split('/');
  if (!domain || !product || rest.length > 0 || !isName(domain) || !isName(product)) {
    return err(`'${text}' is no product name: expected domain/product, each ${NAME_PATTERN.source}`);
  }
  return ok({ domain, product });
}

/** `domain/product/port` -> its parts, or what is wrong with it. */
export function parsePortName(text: string): Result<PortName, string> {
  const [domain, product, port, ...rest] = text.split('/');
  if (!domain || !product || !port || rest.length > 0 || ![domain, product, port].every(isName)) {
    return err(`'${text}' is no port name: expected domain/product/port, each ${NAME_PATTERN.source}`);
  }
  return ok({ domain, product, port });
}

/** The known names nearest to a mistyped one (Levenshtein distance of at most a third of its length), best first. */
export function nearestNames(wanted: string, known: Iterable<string>, most = 3): string[] {
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  return [...known]
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
