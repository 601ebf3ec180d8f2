/** The lineage of a node, or of all: each node to the right of what it depends on. */
export const PAGE_GRAPH = String.raw`
const isTest = (node) => node.type.includes('test');

/** Nodes at most so many steps above and below one. */
function around(node, steps) {
  const found = new Set([node.id]);
  const walk = (next) => {
    let open = [node.id];
    for (let step = 0; step < steps && open.length > 0; step++) {
      open = [...new Set(open.flatMap(next))].filter((id) => byId.has(id) && !found.has(id));
      for (const id of open) found.add(id);
    }
  };
  walk((id) => byId.get(id)?.parents ?? []);
  walk((id) => usersOf(id));
  return found;
}

function usersOf(id) { return (children.get(id) ?? []).filter((child) => byId.has(child) && !isTest(byId.get(child))); }

/** Each node's layer: one more than the highest of its parents. */
function layersOf(ids) {
  const layers = new Map();
  const open = [...ids];
  while (open.length > 0) {
    const id = open.at(-1);
    const parents = byId.get(id).parents.filter((parent) => ids.has(parent));
    const unknown = parents.filter((parent) => !layers.has(parent));
    if (unknown.length > 0 && !layers.has(id)) { layers.set(id, -1); open.push(...unknown); continue; }
    open.pop();
    layers.set(id, Math.max(-1, ...parents.map((parent) => layers.get(parent) ?? -1)) + 1);
  }
  return layers;
}

const W = 190, H = 28, GAP_X = 60, GAP_Y = 12;

function placesOf(ids) {
  const layers = layersOf(ids);
  const columns = [];
  for (const [id, layer] of layers) (columns[layer] ??= []).push(id);
  const place = new Map();
  columns.forEach((column, at) => {
    const weight = (id) => { const near = byId.get(id).parents.filter((p) => place.has(p)).map((p) => place.get(p).y); return near.length ? near.reduce((a, b) => a + b, 0) / near.length : 0; };
    const weights = new Map(column.map((id) => [id, weight(id)]));
    column.sort((a, b) => weights.get(a) - weights.get(b) || a.localeCompare(b)).forEach((id, row) => place.set(id, { x: 12 + at * (W + GAP_X), y: 12 + row * (H + GAP_Y) }));
  });
  return place;
}

function draw(place, here) {
  const edge = (select, gap) => 12 + Math.max(...[...place.values()].map(select)) + gap;
  const width = edge(({ x }) => x, W), height = edge(({ y }) => y, H);
  const svg = drawing('svg', { width, height, viewBox: '0 0 ' + width + ' ' + height, role: 'group', 'aria-label': 'Lineage' });
  for (const [id, to] of place) for (const parent of byId.get(id).parents) {
    const from = place.get(parent);
    if (!from) continue;
    const middle = (from.x + W + to.x) / 2;
    svg.append(drawing('path', { d: 'M' + (from.x + W) + ' ' + (from.y + H / 2) + ' C' + middle + ' ' + (from.y + H / 2) + ' ' + middle + ' ' + (to.y + H / 2) + ' ' + to.x + ' ' + (to.y + H / 2) }));
  }
  for (const [id, { x, y }] of place) {
    const one = byId.get(id);
    const name = one.name.length > 26 ? one.name.slice(0, 25) + '…' : one.name;
    const box = drawing('a', { href: link(one), class: one === here ? 'here' : '', 'aria-label': one.type + ' ' + one.name }, drawing('title', {}, one.type + ' ' + one.name), drawing('rect', { x, y, width: W, height: H, rx: 5 }), drawing('text', { x: x + 8, y: y + 18 }, name));
    if (one === here) box.setAttribute('aria-current', 'true');
    svg.append(box);
  }
  return { svg, width, height };
}

let steps = '2';

/** The graph with its settings: how far it goes, and how large it is. Without a node it is that of the whole project. */
function graph(node) {
  const frame = element('div', { class: 'graph', tabindex: '0', role: 'region', 'aria-label': node ? 'Lineage of ' + node.name : 'Lineage of the project' });
  const count = element('span', { role: 'status' });
  let drawn = null, scale = 1;
  const zoom = (to) => {
    scale = Math.min(2, Math.max(0.05, to));
    drawn.svg.setAttribute('width', drawn.width * scale);
    drawn.svg.setAttribute('height', drawn.height * scale);
  };
  const redraw = () => {
    const ids = node ? around(node, steps === 'all' ? Infinity : Number(steps)) : new Set(data.nodes.filter((one) => !isTest(one) && (one.parents.length > 0 || usersOf(one.id).length > 0)).map((one) => one.id));
    count.textContent = ids.size + (ids.size === 1 ? ' node' : ' nodes');
    if (ids.size === 0) return frame.replaceChildren();
    const place = placesOf(ids);
    drawn = draw(place, node);
    frame.replaceChildren(drawn.svg);
    zoom(scale);
    const at = node && place.get(node.id);
    if (at) requestAnimationFrame(() => frame.scrollTo((at.x + W / 2) * scale - frame.clientWidth / 2, (at.y + H / 2) * scale - frame.clientHeight / 2));
  };
  const button = (label, title, act) => { const made = element('button', { type: 'button', 'aria-label': title, title }, label); made.addEventListener('click', act); return made; };
  const select = element('select', { 'aria-label': 'How far the lineage goes' }, ...['1', '2', '3', '5', 'all'].map((each) => element('option', each === steps ? { value: each, selected: '' } : { value: each }, each === 'all' ? 'all steps' : each === '1' ? '1 step' : each + ' steps')));
  select.addEventListener('change', () => { steps = select.value; redraw(); });
  const fit = () => drawn && zoom(Math.min(1, (frame.clientWidth - 4) / drawn.width, (frame.clientHeight - 4) / drawn.height));
  const tools = element('p', { class: 'tools' }, ...(node ? [select] : []), button('−', 'Smaller', () => drawn && zoom(scale / 1.3)), button('+', 'Larger', () => drawn && zoom(scale * 1.3)), button('Fit', 'Fit into the frame', fit), count);
  redraw();
  return element('div', {}, tools, frame);
}
`;
