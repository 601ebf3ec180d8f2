/** The page's own code: a list, a node, and the lineage around it, laid out in layers. Text is never read as HTML. */
export const PAGE_SCRIPT = String.raw`
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const byId = new Map(data.nodes.map((node) => [node.id, node]));
const children = new Map();
for (const node of data.nodes) for (const parent of node.parents) {
  if (!children.has(parent)) children.set(parent, []);
  children.get(parent).push(node.id);
}
const list = document.getElementById('list');
const main = document.getElementById('main');
const search = document.getElementById('search');
const ORDER = ['model', 'source', 'seed', 'snapshot', 'exposure', 'metric', 'semantic_model', 'function', 'analysis', 'test', 'unit_test'];

function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content.filter((part) => part !== null && part !== ''));
  return made;
}

function drawing(name, attributes, ...content) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

function link(node) { return '#' + encodeURIComponent(node.id); }

function current() { return byId.get(decodeURIComponent(location.hash.slice(1))) ?? null; }

function matches(node, words) {
  const text = [node.name, node.description, node.path, ...node.tags, ...node.columns.map((c) => c.name + ' ' + c.description)].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function showList() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const here = current();
  const found = data.nodes.filter((node) => matches(node, words));
  list.replaceChildren();
  for (const type of ORDER) {
    const nodes = found.filter((node) => node.type === type).sort((a, b) => a.name.localeCompare(b.name));
    if (nodes.length === 0) continue;
    list.append(element('h2', {}, type.replaceAll('_', ' ') + ' (' + nodes.length + ')'));
    for (const node of nodes) list.append(element('a', node === here ? { href: link(node), 'aria-current': 'page' } : { href: link(node) }, node.name));
  }
}

/** Nodes so many steps above and below one, each with its layer. */
function around(node, steps) {
  const layers = new Map([[node.id, 0]]);
  const walk = (ids, next, sign) => {
    let open = [node.id];
    for (let step = 1; step <= steps && open.length > 0; step++) {
      const found = new Set(open.flatMap((id) => next(id)));
      open = [...found].filter((id) => byId.has(id) && (!layers.has(id) || Math.sign(layers.get(id)) === sign));
      for (const id of open) layers.set(id, sign * step);
    }
  };
  walk(node.id, (id) => byId.get(id)?.parents ?? [], -1);
  walk(node.id, (id) => (children.get(id) ?? []).filter((child) => !byId.get(child)?.type.includes('test')), 1);
  return layers;
}

function graph(node) {
  const layers = around(node, 3);
  const columns = [...new Set(layers.values())].sort((a, b) => a - b).map((layer) => [...layers].filter(([, at]) => at === layer).map(([id]) => id));
  const W = 190, H = 28, GAP_X = 60, GAP_Y = 12;
  const place = new Map();
  columns.forEach((ids, column) => {
    const weight = (id) => { const near = (byId.get(id)?.parents ?? []).filter((p) => place.has(p)).map((p) => place.get(p).y); return near.length ? near.reduce((a, b) => a + b, 0) / near.length : 0; };
    ids.sort((a, b) => weight(a) - weight(b) || a.localeCompare(b)).forEach((id, row) => place.set(id, { x: 12 + column * (W + GAP_X), y: 12 + row * (H + GAP_Y) }));
  });
  const width = 24 + columns.length * (W + GAP_X) - GAP_X;
  const height = 24 + Math.max(...columns.map((ids) => ids.length)) * (H + GAP_Y) - GAP_Y;
  const svg = drawing('svg', { width, height, role: 'img', 'aria-label': 'Lineage of ' + node.name });
  for (const [id, to] of place) for (const parent of byId.get(id).parents) {
    const from = place.get(parent);
    if (!from) continue;
    const middle = (from.x + W + to.x) / 2;
    svg.append(drawing('path', { d: 'M' + (from.x + W) + ' ' + (from.y + H / 2) + ' C' + middle + ' ' + (from.y + H / 2) + ' ' + middle + ' ' + (to.y + H / 2) + ' ' + to.x + ' ' + (to.y + H / 2) }));
  }
  for (const [id, { x, y }] of place) {
    const one = byId.get(id);
    const name = one.name.length > 26 ? one.name.slice(0, 25) + '…' : one.name;
    svg.append(drawing('a', { href: link(one), class: id === node.id ? 'here' : '' }, drawing('title', {}, one.type + ' ' + one.name), drawing('rect', { x, y, width: W, height: H, rx: 5 }), drawing('text', { x: x + 8, y: y + 18 }, name)));
  }
  return element('div', { class: 'graph' }, svg);
}

function columnTable(node) {
  if (node.columns.length === 0) return '';
  const head = element('tr', {}, ...['Column', 'Type', 'Description'].map((name) => element('th', {}, name)));
  const rows = node.columns.map((c) => element('tr', {}, element('td', {}, c.name), element('td', {}, c.type), element('td', { class: 'text' }, c.description)));
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
}

function code(title, text) {
  return text ? element('details', title === 'Code' ? { open: '' } : {}, element('summary', {}, title), element('pre', {}, element('code', {}, text))) : '';
}

function testsOf(node) {
  const tests = (children.get(node.id) ?? []).map((id) => byId.get(id)).filter((one) => one?.type.includes('test'));
  if (tests.length === 0) return '';
  return element('div', {}, element('h2', {}, 'Tests'), element('ul', {}, ...tests.map((one) => element('li', {}, element('a', { href: link(one) }, one.name)))));
}

function showMain() {
  const node = current();
  if (!node) {
    main.replaceChildren(element('h1', {}, data.project), element('p', { class: 'facts' }, data.nodes.length + ' nodes, generated ' + data.generatedAt), element('div', { class: 'text' }, data.overview));
    return;
  }
  const facts = [node.type.replaceAll('_', ' '), node.materialized, node.relation, node.package + ': ' + node.path, ...node.tags.map((tag) => 'tag ' + tag)].filter(Boolean).join(' · ');
  main.replaceChildren(
    element('h1', {}, node.name), element('p', { class: 'facts' }, facts), element('p', { class: 'text' }, node.description),
    element('h2', {}, 'Lineage'), graph(node), element('h2', {}, 'Columns'), columnTable(node) || element('p', {}, 'none known'), testsOf(node),
    code('Code', node.code), code('Compiled', node.compiled),
  );
}

function show() { showList(); showMain(); main.scrollTop = 0; }
search.addEventListener('input', showList);
addEventListener('hashchange', show);
show();
`;
