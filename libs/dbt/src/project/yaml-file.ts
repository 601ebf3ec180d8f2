import type { SourceLocation } from '@weft/kernel';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { type Diagnostics, nearestHint } from './diagnostics.js';

export type YamlPath = readonly PropertyKey[];

/** A YAML file that knows the place of each of its values. */
export class YamlFile {
  private constructor(
    readonly file: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  /** The file, or null where the text is no YAML; what is wrong with it is reported. */
  static read(file: string, text: string, diagnostics: Diagnostics): YamlFile | null {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    for (const error of document.errors) {
      const { line, col } = lines.linePos(error.pos[0]);
      diagnostics.error('DBT_SYNTAX', error.message, { file, line, column: col });
    }
    return document.errors.length ? null : new YamlFile(file, document, lines);
  }

  get value(): unknown {
    return this.document.toJS() as unknown;
  }

  /** The place of a value, or of the nearest one above it. */
  at(path: YamlPath): SourceLocation {
    for (let length = path.length; length > 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      const start = isNode(node) ? node.range?.[0] : undefined;
      if (start !== undefined) {
        const { line, col } = this.lines.linePos(start);
        return { file: this.file, line, column: col };
      }
    }
    return { file: this.file, line: 1 };
  }

  /** The content as the schema describes it; each problem is reported with its place. */
  parse<T>(schema: z.ZodType<T>, knownKeys: readonly string[], diagnostics: Diagnostics): T | null {
    const parsed = schema.safeParse(this.value ?? {});
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) this.report(issue, knownKeys, diagnostics);
    return null;
  }

  private report(issue: z.core.$ZodIssue, knownKeys: readonly string[], diagnostics: Diagnostics): void {
    if (issue.code !== 'unrecognized_keys') {
      const where = issue.path.length ? ` at ${issue.path.map(String).join('.')}` : '';
      diagnostics.error('DBT_INVALID', `${issue.message}${where}`, this.at(issue.path));
      return;
    }
    for (const key of issue.keys) {
      const hint = nearestHint(key, knownKeys);
      diagnostics.error('DBT_UNKNOWN_KEY', `'${key}' is not known or not supported here`, this.at([...issue.path, key]), hint);
    }
  }
}
