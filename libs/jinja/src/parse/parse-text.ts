import { TemplateError } from '../template.errors.js';
import type { Body, Call } from './jinja-nodes.js';
import { JinjaParser } from './jinja-parser.js';
import { JinjaTokenizer } from './jinja-tokenizer.js';

/** A template's tree, and what it reads and calls. */
export interface ParsedText {
  readonly root: Body;
  readonly names: ReadonlySet<string>;
  readonly calls: readonly Call[];
}

/** Text -> tree; one newline at the end does not count, as in Jinja2. */
export function parseText(source: string, file: string, firstLine: number): ParsedText {
  return placed(file, () => {
    const text = (source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source).replace(/\n$/, '');
    const tokens = new JinjaTokenizer(text);
    tokens.lineno = firstLine - 1;
    const parser = new JinjaParser(tokens);
    return { root: parser.parseAll(), names: parser.readNames, calls: parser.calls };
  });
}

/** Runs what refuses a text by line and column only: the file is added. */
export function placed<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TemplateError) || !error.location) throw error;
    throw new TemplateError(error.kind, error.detail, { ...error.location, file }, { cause: error });
  }
}
