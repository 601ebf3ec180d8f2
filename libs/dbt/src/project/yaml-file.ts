import type { SourceLocation } from '@weft/kernel';
import { load, YAMLException } from 'js-yaml';
import type { Document, LineCounter } from 'yaml';
import type { Problems } from '../problems.js';
import { YAML_SCHEMA } from '../schema/yaml/yaml-schema.js';
import { yamlLibrary } from './yaml-library.js';

export type YamlPath = readonly PropertyKey[];

interface Places {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** A YAML file as data, read as PyYAML reads it, with the place of each value. */
export class YamlFile {
  private places: Places | null = null;

  private constructor(
    readonly path: string,
    private readonly content: string,
    readonly value: unknown,
  ) {}

  /** Null, with a problem, where the text is no YAML. A key that is written twice counts where it comes last. */
  static parse(path: string, content: string, problems: Problems): YamlFile | null {
    try {
      return new YamlFile(path, content, load(content, { schema: YAML_SCHEMA, json: true }) ?? null);
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      reportSyntax(path, content, error, problems);
      return null;
    }
  }

  /** The places of a text whose value is known. */
  static placesOf(path: string, content: string): YamlFile {
    return new YamlFile(path, content, undefined);
  }

  /** Where a value is; of what is missing, where its parent is. */
  locate(path: YamlPath): SourceLocation {
    this.places ??= readPlaces(this.content);
    const { isNode } = yamlLibrary();
    const { document, lines } = this.places;
    let node: unknown = document.contents;
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    for (const key of path) {
      const next = step(node, key);
      if (!next) break;
      node = next.value;
      offset = next.offset ?? offset;
    }
    const { line, col } = lines.linePos(offset);
    return { file: this.path, line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function readPlaces(content: string): Places {
  const { LineCounter, parseDocument } = yamlLibrary();
  const lines = new LineCounter();
  const document = parseDocument(content, { version: '1.1', lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  return { document, lines };
}

/** dbt's words for a text that is no YAML, with the lines around. */
function reportSyntax(path: string, content: string, { mark, reason }: YAMLException, problems: Problems): void {
  const line = mark.line + 1;
  const rule = '-'.repeat(30);
  const first = Math.max(mark.line - 3, 0);
  const around = content.split('\n').slice(first, mark.line + 4);
  const numbered = around.map((text, index) => `${String(first + index + 1).padEnd(3)}| ${text}`).join('\n');
  const raw = `${reason}\n  in "<unicode string>", line ${line}, column ${mark.column + 1}`;
  problems.dbt('Runtime', `Syntax error near line ${line}\n${rule}\n${numbered}\n\nRaw Error:\n${rule}\n${raw}`, {
    location: { file: path, line, column: mark.column + 1 },
  });
}

function step(node: unknown, key: PropertyKey): { value: unknown; offset: number | undefined } | null {
  const { isMap, isNode, isPair, isSeq } = yamlLibrary();
  const startOf = (value: unknown): number | undefined => (isNode(value) ? (value.range?.[0] ?? 0) : undefined);
  if (isSeq(node)) {
    const item = typeof key === 'number' ? node.items[key] : undefined;
    return isNode(item) ? { value: item, offset: startOf(item) } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((item) => isPair(item) && String(item.key) === String(key));
  return pair ? { value: pair.value, offset: startOf(pair.key) } : null;
}
