import { DBT_VERBS, type DbtVerb } from './verbs.js';

/** Other spellings of dbt's parameters, such as --models, become those of the help; arguments of other verbs stay as they are. */
export function canonicalArguments(args: readonly string[]): readonly string[] {
  const place = args.findIndex((arg) => DBT_VERBS.some(({ words }) => words[0] === arg || (arg === 'list' && words[0] === 'ls')));
  const verb = place === -1 ? undefined : findVerb(args.slice(place));
  if (!verb) return args;
  const spellings = spellingsOf(verb);
  return args.map((arg, index) => (index > place ? respell(arg, spellings) : arg));
}

function findVerb([first = '', second = '']: readonly string[]): DbtVerb | undefined {
  const name = first === 'list' ? 'ls' : first;
  return DBT_VERBS.find(({ words }) => words[0] === name && (words.length === 1 || words[1] === second));
}

function spellingsOf({ own }: DbtVerb): ReadonlyMap<string, string> {
  return new Map(own.flatMap(({ long, aliases = [] }) => aliases.map((alias): [string, string] => [alias, long])));
}

function respell(arg: string, spellings: ReadonlyMap<string, string>): string {
  const equals = arg.indexOf('=');
  const name = equals === -1 ? arg : arg.slice(0, equals);
  const long = spellings.get(name);
  return long === undefined ? arg : `${long}${equals === -1 ? '' : arg.slice(equals)}`;
}
