import type { SourceLocation } from '@weft/kernel';
import { type Document, isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problems } from '../problems.js';

export type YamlPath = readonly PropertyKey[];

/** A YAML file as data, with the place of each value. dbt reads YAML 1.1, so `yes` is true here too. */
export class YamlFile {
  private readonly lines = new LineCounter();
  private readonly document: Document;
  readonly value: unknown;

  private constructor(
    readonly path: string,
    content: string,
  ) {
    this.document = parseDocument(content, { version: '1.1', lineCounter: this.lines, prettyErrors: false });
    this.value = this.document.errors.length > 0 ? undefined : (this.document.toJS() as unknown);
  }

  /** Null, with a problem for each error, where the text is no YAML. */
  static parse(path: string, content: string, problems: Problems): YamlFile | null {
    const file = new YamlFile(path, content);
    for (const error of file.document.errors) {
      problems.error('DBT_YAML_SYNTAX', error.message, { location: file.at(error.pos[0]) });
    }
    return file.document.errors.length > 0 ? null : file;
  }

  /** Where a value is; of what is missing, where its parent is. */
  locate(path: YamlPath): SourceLocation {
    let node: unknown = this.document.contents;
    let offset = isNode(node) ? startOf(node) : 0;
    for (const key of path) {
      const next = step(node, key);
      if (!next) break;
      node = next.value;
      offset = next.offset ?? offset;
    }
    return this.at(offset);
  }

  private at(offset: number): SourceLocation {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.path, line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function step(node: unknown, key: PropertyKey): { value: unknown; offset: number | undefined } | null {
  if (isSeq(node)) {
    const item = typeof key === 'number' ? node.items[key] : undefined;
    return isNode(item) ? { value: item, offset: startOf(item) } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((item) => isPair(item) && String(item.key) === String(key));
  return pair ? { value: pair.value, offset: isNode(pair.key) ? startOf(pair.key) : undefined } : null;
}
