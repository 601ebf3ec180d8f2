/** The types that an argument of a macro may have, and how many types each takes in brackets. */
const PARAMETERS: Readonly<Record<string, number>> = {
  str: 0,
  string: 0,
  bool: 0,
  int: 0,
  integer: 0,
  float: 0,
  any: 0,
  list: 1,
  dict: 2,
  optional: 1,
  relation: 0,
  column: 0,
};

/** `list[optional[int]]` and the like. */
export function isMacroType(written: string): boolean {
  return restAfterType(written.replace(/[ \t]/g, '')) === '';
}

/** What follows a type at the beginning of the text; null where there is none. */
function restAfterType(text: string): string | null {
  const name = /^[a-z]+/.exec(text)?.[0];
  const count = name === undefined || !Object.hasOwn(PARAMETERS, name) ? undefined : PARAMETERS[name];
  if (name === undefined || count === undefined) return null;
  const rest = text.slice(name.length);
  return count === 0 ? rest : restAfterParameters(rest, count);
}

function restAfterParameters(text: string, count: number): string | null {
  if (!text.startsWith('[')) return null;
  let rest = text.slice(1);
  for (let index = 0; index < count; index++) {
    const after = restAfterType(rest);
    if (after === null) return null;
    const end = index === count - 1 ? ']' : ',';
    if (!after.startsWith(end)) return null;
    rest = after.slice(1);
  }
  return rest;
}
