import type { SourceLocation } from '@weft/kernel';
import { baseContext } from '../context/base-context.js';
import { renderTree } from '../context/render-native.js';
import type { Problems } from '../problems.js';
import type { DbtProject } from '../project/dbt-project.js';
import type { Environment, Target, Vars } from '../project/project-settings.js';
import { checkConfig, type ConfigValues } from './check-config.js';
import { type FieldTable, MODEL_FIELDS, TEST_FIELDS } from './config-fields.js';

export interface ProjectConfigOptions {
  readonly project: DbtProject;
  readonly vars: Vars;
  readonly env: Environment;
  readonly target: Target;
}

interface Level {
  readonly config: ConfigValues;
  readonly folders: ReadonlyMap<string, Level>;
}

/** The config trees of dbt_project.yml: `models:` and `data_tests:`, by package and folder. */
export class ProjectConfig {
  private readonly models: Level;
  private readonly tests: Level;

  constructor({ project, vars, env, target }: ProjectConfigOptions, problems: Problems) {
    const context = { ...baseContext({ vars, env }), target };
    const read = (key: string, tree: Readonly<Record<string, unknown>>, fields: FieldTable): Level => {
      const locate = (path: readonly PropertyKey[]): SourceLocation => project.file.locate([key, ...path]);
      const rendered = renderTree(tree, { context, problems, locate }) as Readonly<Record<string, unknown>>;
      return new TreeReader(fields, problems, locate).read(rendered, []);
    };
    this.models = read('models', project.models, MODEL_FIELDS);
    this.tests = read('data_tests', project.tests, TEST_FIELDS);
  }

  /** The layers that apply to a model, the most general first. */
  ofModel(fqn: readonly string[]): readonly ConfigValues[] {
    return layers(this.models, fqn);
  }

  ofTest(fqn: readonly string[]): readonly ConfigValues[] {
    return layers(this.tests, fqn);
  }
}

function layers(root: Level, fqn: readonly string[]): readonly ConfigValues[] {
  const found = [root.config];
  let level: Level | undefined = root;
  for (const part of fqn) {
    level = level.folders.get(part);
    if (!level) break;
    found.push(level.config);
  }
  return found;
}

class TreeReader {
  constructor(
    private readonly fields: FieldTable,
    private readonly problems: Problems,
    private readonly locate: (path: readonly PropertyKey[]) => SourceLocation,
  ) {}

  read(tree: Readonly<Record<string, unknown>>, path: readonly string[]): Level {
    const written: Record<string, unknown> = {};
    const folders = new Map<string, Level>();
    for (const [key, value] of Object.entries(tree)) {
      if (key.startsWith('+')) written[key.slice(1)] = value;
      else if (isTree(value)) folders.set(key, this.read(value, [...path, key]));
      else this.refuse(key, path);
    }
    const { values, faults } = checkConfig(this.fields, written);
    for (const { code, message, field, hint } of faults) {
      this.problems.error(code, message, { location: this.locate([...path, `+${field}`]), hint });
    }
    return { config: values, folders };
  }

  private refuse(key: string, path: readonly string[]): void {
    const location = this.locate([...path, key]);
    this.problems.error('DBT_INVALID_VALUE', `'${key}' is neither a folder nor a config`, {
      location,
      hint: `A config is written '+${key}'.`,
    });
  }
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
