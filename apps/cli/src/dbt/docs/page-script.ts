import { PAGE_GRAPH } from './page-graph.js';
import { PAGE_TEXT } from './page-text.js';

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
const found = document.getElementById('found');
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

function anchor(node) { return element('a', { href: link(node) }, node.name); }

function current() {
  try { return byId.get(decodeURIComponent(location.hash.slice(1))) ?? null; } catch { return null; }
}
${PAGE_TEXT}${PAGE_GRAPH}
const searched = new Map(data.nodes.map((node) => [node, [node.name, node.description, node.path, ...node.tags, ...node.columns.map((c) => c.name + ' ' + c.description)].join(' ').toLowerCase()]));

/** Tests stay folded until something is searched. */
function showList() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const nodes = data.nodes.filter((node) => words.every((word) => searched.get(node).includes(word)));
  found.textContent = words.length === 0 ? '' : nodes.length + ' found';
  list.replaceChildren();
  for (const type of ORDER) {
    const some = nodes.filter((node) => node.type === type).sort((a, b) => a.name.localeCompare(b.name));
    if (some.length === 0) continue;
    const isOpen = words.length > 0 || !type.includes('test');
    const heading = element('summary', {}, type.replaceAll('_', ' ') + ' (' + some.length + ')');
    list.append(element('details', isOpen ? { open: '' } : {}, heading, ...some.map(anchor)));
  }
  markCurrent();
}

function markCurrent() {
  for (const one of list.querySelectorAll('[aria-current]')) one.removeAttribute('aria-current');
  const here = current();
  const marked = here && list.querySelector('a[href="' + CSS.escape(link(here)) + '"]');
  if (!marked) return;
  marked.setAttribute('aria-current', 'page');
  marked.scrollIntoView({ block: 'nearest' });
}

function columnTable(node, tests) {
  if (node.columns.length === 0) return '';
  const head = element('tr', {}, ...['Column', 'Type', 'Description', 'Tests'].map((name) => element('th', { scope: 'col' }, name)));
  const rows = node.columns.map((c) => {
    const own = tests.filter((test) => test.column.toLowerCase() === c.name.toLowerCase());
    const links = own.flatMap((test, at) => [at > 0 ? ', ' : '', anchor(test)]);
    return element('tr', {}, element('th', { scope: 'row' }, c.name), element('td', {}, c.type), element('td', {}, textOf(c.description)), element('td', {}, ...links));
  });
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
}

function code(title, text) {
  return text ? element('details', title === 'Code' ? { open: '' } : {}, element('summary', {}, title), element('pre', { tabindex: '0' }, element('code', {}, text))) : '';
}

function section(title, nodes) {
  if (nodes.length === 0) return '';
  return element('section', {}, element('h2', {}, title), element('ul', { class: 'links' }, ...nodes.map((one) => element('li', {}, anchor(one), ' ' + one.type.replaceAll('_', ' ')))));
}

function nodesOf(ids) { return ids.flatMap((id) => byId.get(id) ?? []); }

function showHome() {
  main.replaceChildren(element('h1', { tabindex: '-1' }, data.project), element('p', { class: 'facts' }, data.nodes.length + ' nodes, generated ' + data.generatedAt), textOf(data.overview), element('h2', {}, 'Lineage'), graph(null));
}

function showNode(node) {
  const facts = [node.type.replaceAll('_', ' '), node.materialized, node.relation, node.package + ': ' + node.path, ...node.tags.map((tag) => 'tag ' + tag)].filter(Boolean).join(' · ');
  const tests = nodesOf(children.get(node.id) ?? []).filter(isTest);
  main.replaceChildren(
    element('h1', { tabindex: '-1' }, node.name), element('p', { class: 'facts' }, facts), textOf(node.description),
    element('h2', {}, 'Columns'), columnTable(node, tests) || element('p', {}, 'none known'),
    element('h2', {}, 'Lineage'), graph(node),
    section('Depends on', nodesOf(node.parents)), section('Used by', nodesOf(usersOf(node.id))), section('Tests', tests),
    code('Code', node.code), code('Compiled', node.compiled),
  );
}

function showMain() {
  const node = current();
  document.title = (node ? node.name + ' · ' : '') + data.project;
  if (node) showNode(node); else showHome();
  main.scrollTop = 0;
}

/** Who reads with a screen reader is told what is shown now. */
function navigate() { markCurrent(); showMain(); main.querySelector('h1').focus({ preventScroll: true }); }

search.addEventListener('input', showList);
addEventListener('hashchange', navigate);
addEventListener('keydown', (event) => {
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '');
  if (event.key === '/' && !isTyping) { event.preventDefault(); search.focus(); }
  if (event.key === 'Escape' && document.activeElement === search) { search.value = ''; showList(); }
  if (event.key === 'Enter' && document.activeElement === search) list.querySelector('a')?.focus();
});
showList();
showMain();
`;
