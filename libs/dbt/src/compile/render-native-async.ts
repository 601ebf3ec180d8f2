import { isUndefined, Template, TemplateError } from '@weft/jinja';

const LOOKS_LIKE_A_CALL = /^\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*$/;
const MARKS = /\{[{%#]/;

/** The arguments of a generic test as its macro gets them; a text that is one expression keeps the type of its value. */
export async function renderTestKwargs(
  kwargs: Readonly<Record<string, unknown>>,
  context: object,
  file: string,
): Promise<Map<string, unknown>> {
  const render = async (value: unknown): Promise<unknown> => {
    if (typeof value === 'string')
      return renderNativeAsync(LOOKS_LIKE_A_CALL.test(value) ? `{{ ${value} }}` : value, context, file);
    if (Array.isArray(value)) return inOrder(value, render);
    if (typeof value !== 'object' || value === null) return value;
    const entries = await inOrder(Object.entries(value), async ([key, item]) => [key, await render(item)] as const);
    return new Map(entries);
  };
  const entries = await inOrder(
    Object.entries(kwargs),
    async ([name, value]) => [name, name === 'column_name' ? value : await render(value)] as const,
  );
  return new Map(entries);
}

async function inOrder<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}

async function renderNativeAsync(source: string, context: object, file: string): Promise<unknown> {
  if (!MARKS.test(source)) return source;
  const names = context as Record<string, unknown>;
  const alone = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(source)?.[1];
  const template = alone === undefined ? null : expression(alone, file);
  if (!template) return new Template(source, file).renderAsync(names);
  const value = (await template.exportsAsync(names)).lookup('value');
  return isUndefined(value) ? '' : value;
}

/** `{{ a }} and {{ b }}` also begins and ends with braces, but is no expression. */
function expression(source: string, file: string): Template | null {
  try {
    return new Template(`{% set value = (${source}) %}`, file);
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}
