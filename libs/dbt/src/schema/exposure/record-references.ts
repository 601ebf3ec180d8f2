import { callable, isUndefined, Template, TemplateError } from '@weft/jinja';
import type { RefArgs } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import type { YamlContext } from '../yaml/render-entry.js';

interface Recorded {
  readonly refs: RefArgs[];
  readonly sources?: string[][];
  readonly metrics?: string[][];
}

/** Notes what expressions such as `ref('a')`, `source('a', 'b')` and `metric('m')` refer to. */
export function recordReferences(expressions: readonly string[], context: YamlContext, into: Recorded): void {
  const recording = Object.assign(Object.create(context) as Record<string, unknown>, {
    ref: callable('ref', (args, kwargs) => {
      into.refs.push(refOf(args, kwargs.get('version') ?? kwargs.get('v')));
      return '';
    }),
    source: callable('source', (args) => {
      if (args.length !== 2) throw new DbtError('Compilation', `source() takes exactly two arguments (${args.length} given)`);
      into.sources?.push(args as string[]);
      return '';
    }),
    metric: callable('metric', (args) => {
      into.metrics?.push(args as string[]);
      return '';
    }),
  });
  for (const expression of expressions) render(`{{ ${expression} }}`, recording);
}

/** What is called and does not exist refers to nothing, as in dbt. */
function render(text: string, context: Record<string, unknown>): void {
  try {
    new Template(text, '<yaml>', 1).render(context);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (error.kind !== 'undefined') throw new DbtError('Compilation', error.detail);
  }
}

function refOf(args: readonly unknown[], version: unknown): RefArgs {
  const [first, second] = args as string[];
  if (first === undefined || args.length > 2) {
    throw new DbtError('Compilation', `ref() takes at most two arguments (${args.length} given)`);
  }
  const wanted = version === undefined || isUndefined(version) ? null : (version as string | number);
  return second === undefined
    ? { name: first, package: null, version: wanted }
    : { name: second, package: first, version: wanted };
}
