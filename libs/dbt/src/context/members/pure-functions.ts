import { createHash } from 'node:crypto';
import {
  bindArguments,
  callable,
  entriesOf,
  isEqual,
  isMapping,
  isTrue,
  isUndefined,
  ReturnFunction,
  TemplateError,
  toJson,
  toList,
  toPlain,
  toRepr,
  toText,
  zip,
} from '@weft/jinja';
import { dbtError } from '../context.errors.js';
import { pythonTypeName } from '../python/type-name.js';
import { parseJson } from '../values.js';
import { dumpYaml, loadYaml } from './yaml-functions.js';

/** dbt's functions that depend on nothing but their arguments. */
export const PURE_FUNCTIONS: Readonly<Record<string, unknown>> = {
  return: new ReturnFunction(),
  fromjson: callable('fromjson', (args, kwargs) => {
    const { string, default: fallback = null } = bindArguments('fromjson', ['string', 'default'], args, kwargs);
    try {
      return parseJson(toText(string));
    } catch (error) {
      if (error instanceof SyntaxError) return fallback;
      throw error;
    }
  }),
  tojson: callable('tojson', (args, kwargs) => {
    const bound = bindArguments('tojson', ['value', 'default', 'sort_keys'], args, kwargs);
    return asciiOnly(toJson(isTrue(bound['sort_keys'] ?? false) ? sorted(bound['value']) : bound['value']));
  }),
  fromyaml: callable('fromyaml', (args, kwargs) => {
    const { value, default: fallback = null } = bindArguments('fromyaml', ['value', 'default'], args, kwargs);
    const loaded = loadYaml(toText(value));
    return loaded === undefined ? fallback : loaded;
  }),
  toyaml: callable('toyaml', (args, kwargs) => {
    const bound = bindArguments('toyaml', ['value', 'default', 'sort_keys'], args, kwargs);
    return dumpYaml(isTrue(bound['sort_keys'] ?? false) ? sorted(bound['value']) : bound['value']) ?? bound['default'] ?? null;
  }),
  set: callable('set', (args, kwargs) => {
    const { value, default: fallback = null } = bindArguments('set', ['value', 'default'], args, kwargs);
    return listed(value, (items) => unique(items), fallback);
  }),
  set_strict: callable('set_strict', ([value]) => strictly([value], () => unique(toList(value)))),
  zip: callable('zip', (args, kwargs) => {
    const fallback = kwargs.get('default') ?? null;
    return args.every((list) => isUndefined(list) || canList(list)) ? zip.body(args, new Map()) : fallback;
  }),
  zip_strict: callable('zip_strict', (args) => strictly(args, () => zip.body(args, new Map()))),
  local_md5: callable('local_md5', ([value]) => createHash('md5').update(toText(value)).digest('hex')),
  diff_of_two_dicts: callable('diff_of_two_dicts', (args, kwargs) => {
    const { dict_a: a, dict_b: b } = bindArguments('diff_of_two_dicts', ['dict_a', 'dict_b'], args, kwargs);
    return differenceOf(a, b);
  }),
  adapter_macro: callable('adapter_macro', ([name]) => {
    throw dbtError(
      'Compilation',
      `The "adapter_macro" macro has been deprecated. Instead, use the \`adapter.dispatch\` method to find a macro and call the result.  For more information, see: https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch) adapter_macro was called for: ${toText(name)}`,
    );
  }),
  submit_python_job: callable('submit_python_job', () => {
    throw dbtError('Runtime', 'Python models need dbt itself: this command runs SQL models only');
  }),
};

/** Python's json.dumps writes no letter beyond ASCII. */
function asciiOnly(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function canList(value: unknown): boolean {
  return listed(value, () => true, false) === true;
}

/** Python's `set`: equal values once, lists and dicts refused. */
function unique(items: readonly unknown[]): Set<unknown> {
  const kept: unknown[] = [];
  for (const item of items) {
    if (isMapping(item)) throw new TemplateError('type', "unhashable type: 'dict'");
    const scalar = typeof item !== 'object' || item === null;
    if (!(scalar ? kept.includes(item) : kept.some((other) => isEqual(other, item)))) kept.push(item);
  }
  return new Set(kept);
}

function listed<T>(value: unknown, use: (items: unknown[]) => T, fallback: unknown): unknown {
  try {
    return use(toList(value));
  } catch (error) {
    if (error instanceof TemplateError && error.kind === 'type') return fallback;
    throw error;
  }
}

function strictly(lists: readonly unknown[], run: () => unknown): unknown {
  const wrong = lists.find((list) => !isUndefined(list) && !canList(list));
  if (wrong !== undefined) throw dbtError('Compilation', `'${pythonTypeName(wrong)}' object is not iterable`);
  return run();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMapping(value)) return value;
  const entries = entriesOf(value).map(([key, item]): [string, unknown] => [toText(key), sorted(item)]);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
}

function differenceOf(a: unknown, b: unknown): Map<unknown, unknown> {
  if (!isMapping(a) || !isMapping(b)) throw new TemplateError('type', `${toRepr(isMapping(a) ? b : a)} is no dict`);
  const lower = (value: unknown): string => toText(toPlain(value)).toLowerCase();
  const others = new Map(entriesOf(b).map(([key, values]) => [lower(key), new Set(toList(values).map(lower))]));
  const left = entriesOf(a).flatMap(([key, values]): [unknown, unknown][] => {
    const known = others.get(lower(key));
    const kept = known ? toList(values).filter((value) => !known.has(lower(value))) : values;
    return known && (kept as unknown[]).length === 0 ? [] : [[key, kept]];
  });
  return new Map(left);
}
