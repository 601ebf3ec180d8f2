interface Rule {
  readonly pattern: RegExp;
  readonly keeps: boolean;
}

/** `.dbtignore`, written as a .gitignore: whether it leaves a path out. */
export function ignoredBy(text: string): (path: string) => boolean {
  const rules = text
    .split(/\r?\n/)
    .map((line) => line.replace(/(?<!\\)\s+$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(ruleOf);
  return (path) => rules.reduce((ignored, { pattern, keeps }) => (pattern.test(path) ? !keeps : ignored), false);
}

function ruleOf(line: string): Rule {
  const keeps = line.startsWith('!');
  const body = line.replace(/^!/, '').replace(/^\\([#!])/, '$1');
  const anchored = body.replace(/\/$/, '').includes('/');
  const start = anchored ? '^' : '^(?:.*/)?';
  const end = body.endsWith('/') ? '/' : '(?:/|$)';
  return { pattern: new RegExp(`${start}${globOf(body.replace(/^\/|\/$/g, ''))}${end}`), keeps };
}

function globOf(glob: string): string {
  let source = '';
  for (let index = 0; index < glob.length; index++) {
    const rest = glob.slice(index);
    if (rest.startsWith('**/')) [source, index] = [`${source}(?:.*/)?`, index + 2];
    else if (rest.startsWith('/**') && rest.length === 3) [source, index] = [`${source}/.*`, index + 2];
    else if (rest.startsWith('**')) [source, index] = [`${source}.*`, index + 1];
    else if (rest.startsWith('*')) source += '[^/]*';
    else if (rest.startsWith('?')) source += '[^/]';
    else if (/^\[!?[^\]]+\]/.test(rest)) {
      const set = /^\[!?[^\]]+\]/.exec(rest)?.[0] ?? '';
      [source, index] = [source + set.replace(/^\[!/, '[^'), index + set.length - 1];
    } else source += glob.charAt(index).replace(/[.+^${}()|[\]\\]/g, '\\$&');
  }
  return source;
}
