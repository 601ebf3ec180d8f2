import { describe, expect, it } from 'vitest';
import cases from './fixtures/cases.json' with { type: 'json' };
import expected from './fixtures/expected.json' with { type: 'json' };
import { Template } from './template.js';
import { TemplateError } from './template.errors.js';

const answers: Readonly<Record<string, string>> = expected;

/** What Jinja2's answer of a failing template looks like in its list: the error's name and its text. */
const rendered = async (render: () => string | Promise<string>): Promise<string> => {
  try {
    return await render();
  } catch (error) {
    if (error instanceof TemplateError && error.kind === 'undefined') return `ERR UndefinedError: ${error.detail}`;
    throw error;
  }
};

describe('templates answer as Jinja2 does', () => {
  it.each(cases as [string, string][])('%s', async (name, source) => {
    expect(await rendered(() => new Template(source, 'case.sql').render({}))).toBe(answers[name]);
  });

  it.each(cases as [string, string][])('%s, with every call awaited', async (name, source) => {
    expect(await rendered(() => new Template(source, 'case.sql').renderAsync({}))).toBe(answers[name]);
  });
});
