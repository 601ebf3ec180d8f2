/**
 * Markdown of descriptions as elements of the page: headings, lists, code, emphasis, links. Nothing is ever read as HTML, and links lead
 * to the web, to mail or into the page.
 */
export const PAGE_TEXT = String.raw`
const INLINE = /(\x60+)([^\x60]|[^\x60][\s\S]*?[^\x60])\1|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|\[([^\]]*)\]\(([^)\s]+)\)/g;

function inlineOf(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(text.slice(end, found.index));
    end = found.index + found[0].length;
    const [whole, , code, bold, strong, slanted, label, address] = found;
    if (code !== undefined) parts.push(element('code', {}, code.trim()));
    else if (bold ?? strong) parts.push(element('strong', {}, ...inlineOf(bold ?? strong)));
    else if (slanted) parts.push(element('em', {}, ...inlineOf(slanted)));
    else if (/^(https?:\/\/|mailto:|#)/i.test(address)) parts.push(element('a', { href: address, rel: 'noreferrer' }, ...inlineOf(label)));
    else parts.push(whole);
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

const BLOCKS = [
  [/^(\x60{3,})[^\n]*\n([\s\S]*?)(?:\n\1\s*(?:\n|$)|$)/, ([, , code]) => element('pre', {}, element('code', {}, code))],
  [/^(#{1,6}) +([^\n]*)(?:\n|$)/, ([, marks, title]) => element('h' + Math.min(6, marks.length + 2), {}, ...inlineOf(title))],
  [/^(?:[-*+] +[^\n]*(?:\n(?![-*+] |\n)[^\n]+)*(?:\n|$))+/, ([list]) => listOf('ul', list, /^[-*+] +/)],
  [/^(?:\d+[.)] +[^\n]*(?:\n(?!\d+[.)] |\n)[^\n]+)*(?:\n|$))+/, ([list]) => listOf('ol', list, /^\d+[.)] +/)],
  [/^(?:[^\n]+(?:\n(?!#{1,6} |[-*+] |\d+[.)] |\x60{3})|$))+\n?|^[^\n]*\n?/, ([text]) => (text.trim() ? element('p', {}, ...inlineOf(text.trim())) : '')],
];

function listOf(name, text, mark) {
  const lines = text.split('\n').reduce((items, line) => (mark.test(line) ? [...items, line.replace(mark, '')] : line.trim() ? [...items.slice(0, -1), items.at(-1) + ' ' + line.trim()] : items), []);
  return element(name, {}, ...lines.map((line) => element('li', {}, ...inlineOf(line))));
}

function textOf(markdown) {
  const blocks = [];
  let rest = markdown.replaceAll('\r\n', '\n');
  while (rest !== '') {
    const [found, make] = BLOCKS.map(([pattern, make]) => [pattern.exec(rest), make]).find(([found]) => found && found[0] !== '') ?? [[rest], null];
    blocks.push(make ? make(found) : found[0]);
    rest = rest.slice(found[0].length);
  }
  return element('div', { class: 'text' }, ...blocks);
}
`;
