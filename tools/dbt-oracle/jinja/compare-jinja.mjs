// Compares templates rendered by Jinja2 as dbt sets it up with ours, both ways of compiling.
// node tools/dbt-oracle/jinja/compare-jinja.mjs PYTHON [--count 1500] [--seed 1] [--show 20]
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Template } from '@weft/jinja';
import { callable, setOf, toList, zip } from '@weft/jinja';
import { makeTemplates } from './templates.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const [python = 'python3', ...options] = process.argv.slice(2);
const option = (/** @type {string} */ name, /** @type {number} */ otherwise) => {
  const at = options.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(options[at + 1]);
};
const [count, seed, show] = [option('count', 1500), option('seed', 1), option('show', 20)];
const context = { zip, set: callable('set', ([items = []]) => setOf(toList(items))) };

/** @param {() => string | Promise<string>} render @returns {Promise<{ text: string | null, error: string }>} */
async function answerOf(render) {
  try {
    return { text: await render(), error: '' };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name !== 'TemplateError') return { text: `BUG ${error.stack}`, error: '' };
    return { text: null, error: /** @type {{ detail?: string }} */ (error).detail ?? error.message };
  }
}

const templates = makeTemplates(seed, count);
const input = JSON.stringify(templates);
/** @type {[string | null, string?, string?][]} */
const expected = JSON.parse(
  execFileSync(python, [join(HERE, 'render_templates.py')], {
    input,
    maxBuffer: 1 << 28,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  }),
);
let [rendered, refused, sameWords] = [0, 0, 0];
/** @type {string[]} */
const differences = [];
for (const [index, source] of templates.entries()) {
  const [text, kind, message] = /** @type {[string | null, string?, string?]} */ (expected[index]);
  if (
    text !== null &&
    /<(generator|function|built-in|bound|method|Macro|jinja2|async|Cycler|zip|reversed|itertools|LoopContext|TemplateReference|Joiner|Namespace)\b|object at 0x|Markup\(/i.test(
      text,
    )
  )
    continue;
  // What Jinja2 makes of a snapshot of memory, and what it folds before it runs, is nothing to compare.
  if (message?.includes('changed size during iteration')) continue;
  for (const mode of ['sync', 'async']) {
    const ours = await answerOf(() => {
      const template = new Template(source, 'case');
      return mode === 'sync' ? template.render(context) : template.renderAsync(context);
    });
    if (text !== null && / is not subscriptable|^slice |repetition is too long/.test(ours.error)) break;
    if (source.includes('pprint') && text?.includes("\n '")) break;
    if (ours.text !== text) {
      differences.push(
        `${index} ${mode}\n  ${JSON.stringify(source)}\n  jinja2 ${JSON.stringify(text ?? `${kind}: ${message}`)}\n  ours   ${JSON.stringify(ours.text ?? `failed: ${ours.error}`)}`,
      );
      break;
    }
    if (mode === 'async') {
      if (text === null) refused++;
      else rendered++;
      if (text === null && ours.error === message) sameWords++;
      else if (text === null && options.includes('--words'))
        console.log(`${JSON.stringify(source)}\n  jinja2 ${message}\n  ours   ${ours.error}`);
    }
  }
}
for (const difference of differences.slice(0, show)) console.log(difference);
console.log(
  `${rendered + refused} of ${rendered + refused + differences.length} templates equal (${rendered} texts, ${refused} failures, ${sameWords} in the same words), ${differences.length} differ`,
);
process.exit(differences.length > 0 ? 1 : 0);
