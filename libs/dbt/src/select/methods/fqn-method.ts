import { toText } from '@weft/jinja';
import type { Method } from './method.type.js';
import { hasWildcard, matcherOf } from './fnmatch.js';
import { isVersioned } from './node-kind.js';

/** A name, or the beginning of its path of folders, with or without the package before it. Sources go by `source:`. */
export const fqnMethod: Method = (value) => {
  const matches = fqnMatcher(toText(value));
  return (node) => {
    if (node.resource_type === 'source') return false;
    const versioned = isVersioned(node);
    return matches(node.fqn, versioned) || matches(node.fqn.slice(1), versioned);
  };
};

function fqnMatcher(selector: string): (fqn: readonly string[], versioned: boolean) => boolean {
  const wanted = selector.split('.');
  const nameAndVersion = wanted.slice(-2).join('_');
  const wildcard = wanted.findIndex(hasWildcard);
  const plain = wildcard < 0 ? wanted : wanted.slice(0, wildcard);
  const matchesRest = wildcard < 0 ? null : matcherOf(wanted.slice(wildcard).join('.'));
  const matchesLeaf = wanted.length === 1 ? matchesRest : null;
  return (fqn, versioned) => {
    const leaf = fqn.at(versioned ? -2 : -1);
    if (leaf === selector || (versioned && fqn.slice(-2).join('_') === nameAndVersion)) return true;
    const parts = fqn.flatMap((part) => part.split('.'));
    if (parts.length < wanted.length || plain.some((part, index) => part !== parts[index])) return false;
    if (!matchesRest) return true;
    return matchesRest(parts.slice(wildcard).join('.')) || (matchesLeaf?.(leaf ?? '') ?? false);
  };
}
