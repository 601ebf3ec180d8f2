import type { SourceLocation } from '@weft/kernel';
import { checkConfig, type ConfigKind, type ConfigValues, isConfigKey, mergeConfig } from './config-values.js';
import type { Diagnostics } from './diagnostics.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

interface Level {
  /** From the project's name down. */
  readonly path: readonly string[];
  readonly values: ConfigValues;
}

/** The settings of dbt_project.yml (`models:`, `data_tests:`) by folder; a key with `+` is a setting, any other a folder. */
export class ConfigTree {
  private readonly levels: Level[] = [];

  constructor(
    private readonly kind: ConfigKind,
    tree: Readonly<Record<string, unknown>>,
    private readonly section: string,
    private readonly yaml: YamlFile,
    private readonly diagnostics: Diagnostics,
  ) {
    this.collect(tree, []);
  }

  /** The settings that hold for a node, the nearest folder's last. */
  configOf(fqn: readonly string[]): ConfigValues {
    const matching = this.levels.filter(({ path }) => path.every((part, index) => fqn[index] === part));
    return mergeConfig(matching.map(({ values }) => values));
  }

  private collect(tree: Readonly<Record<string, unknown>>, path: readonly string[]): void {
    const own: Record<string, unknown> = {};
    const folders: [string, Readonly<Record<string, unknown>>][] = [];
    for (const [key, value] of Object.entries(tree)) {
      if (key.startsWith('+')) own[key.slice(1)] = value;
      else if (isFolder(value)) folders.push([key, value]);
      else if (isConfigKey(this.kind, key)) own[key] = value;
      else this.refuse([...path, key]);
    }
    this.levels.push({ path, values: checkConfig(this.kind, own, (key) => this.place(path, key), this.diagnostics) });
    for (const [key, value] of folders) this.collect(value, [...path, key]);
  }

  private refuse(path: readonly string[]): void {
    const message = `'${path.at(-1)}' is neither a folder nor a setting: settings begin with +`;
    this.diagnostics.error('DBT_UNKNOWN_KEY', message, this.yaml.at([this.section, ...path]));
  }

  private place(path: readonly string[], key: string): SourceLocation {
    const base: YamlPath = [this.section, ...path];
    const plus = this.yaml.at([...base, `+${key}`]);
    return plus.line === this.yaml.at(base).line ? this.yaml.at([...base, key]) : plus;
  }
}

function isFolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
