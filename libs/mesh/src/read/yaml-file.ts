import { type Diagnostic, err, ok, type Result, type SourceLocation } from '@weft/kernel';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { MeshFile } from '../mesh-spec.js';

/** The way to a value in a file: keys and positions in lists. */
export type YamlPath = readonly (string | number)[];

/** A file that is YAML, with the place of every value and key in it. */
export class YamlFile {
  /** The whole content as data. */
  readonly data: unknown;

  constructor(
    readonly path: string,
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {
    this.data = document.toJS();
  }

  /** Where a value begins; of one that is missing, where the nearest thing around it begins. */
  locate(path: YamlPath): SourceLocation {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? this.document.contents : this.document.getIn(path.slice(0, length), true);
      const range = hasRange(node) ? node.range : null;
      if (range) return this.#at(range[0]);
    }
    return { file: this.path, line: 1, column: 1 };
  }

  /** Where a key is written. */
  locateKey(path: YamlPath, key: string): SourceLocation {
    const parent = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
    return hasRange(pair?.key) && pair.key.range ? this.#at(pair.key.range[0]) : this.locate([...path, key]);
  }

  #at(offset: number): SourceLocation {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.path, line, column: col };
  }
}

/** File -> YAML, or what is wrong with it: one diagnostic for each mistake that the parser saw. */
export function parseYamlFile({ path, content }: MeshFile): Result<YamlFile, Diagnostic[]> {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const mistakes = [...document.errors, ...document.warnings];
  if (mistakes.length > 0) return err(mistakes.map((mistake) => wrongYaml(path, mistake.message, lines.linePos(mistake.pos[0]))));
  try {
    return ok(new YamlFile(path, document, lines));
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return err([wrongYaml(path, error.message, { line: 1, col: 1 })]);
  }
}

function wrongYaml(file: string, message: string, { line, col }: { line: number; col: number }): Diagnostic {
  return {
    code: 'MESH_WRONG_YAML',
    severity: 'error',
    message: `This is no YAML: ${message}`,
    location: { file, line, column: col },
    hint: 'Expected YAML 1.2: one document, spaces for indentation, each key once.',
  };
}

function hasRange(node: unknown): node is { range: [number, number, number] | null | undefined } {
  return typeof node === 'object' && node !== null && 'range' in node;
}
