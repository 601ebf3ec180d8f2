import { isMapping } from '../shape/shape.js';
import type { Json } from '../../manifest/v12/index.js';
import { renderText, type YamlContext } from '../yaml/render-entry.js';

/** `ref('a')` as an argument means the relation, braces or not. */
const LOOKS_LIKE_A_CALL = /^\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*$/;

/** The arguments of a generic test as its macro gets them: each text is rendered and keeps the type of its value. */
export function renderKwargs(kwargs: Json, context: YamlContext): Json {
  const render = (value: unknown): unknown => {
    if (typeof value === 'string') return renderText(LOOKS_LIKE_A_CALL.test(value) ? `{{ ${value} }}` : value, context);
    if (Array.isArray(value)) return value.map(render);
    return isMapping(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, render(item)])) : value;
  };
  return Object.fromEntries(
    Object.entries(kwargs).map(([name, value]) => [name, name === 'column_name' ? value : render(value)]),
  );
}
