import type { Json } from '../../manifest/v12/index.js';
import type { PropertyFile } from '../../parse/parse-scope.js';
import type { YamlPath } from '../../project/yaml-file.js';

/** A table of a source as its file has it, before another package's overrides. */
export interface SourceDraft {
  readonly uniqueId: string;
  readonly fqn: string[];
  readonly source: Json;
  readonly table: Json;
  readonly file: PropertyFile;
  readonly path: YamlPath;
  /** Before rendering. */
  readonly unrendered: { readonly database: string | null; readonly schema: string | null };
}

/** `overrides: package`: what the root project says of a package's source. */
export interface SourceOverride {
  readonly data: Json;
  readonly file: PropertyFile;
  readonly path: YamlPath;
  readonly usedTables: Set<string>;
  used: boolean;
}

/** The sources of all packages, until all overrides are known. */
export class SourceDrafts {
  readonly tables = new Map<string, SourceDraft>();
  private readonly byKey = new Map<string, SourceOverride>();

  findOverride(packageName: string, source: string): SourceOverride | undefined {
    return this.byKey.get(`${packageName}.${source}`);
  }

  addOverride(packageName: string, source: string, override: SourceOverride): void {
    this.byKey.set(`${packageName}.${source}`, override);
  }

  overrides(): Iterable<[string, SourceOverride]> {
    return this.byKey;
  }
}
