import type { ProjectConfig } from '../config/project-config.js';
import type { Descriptions } from '../context/descriptions.js';
import type { MacroLibrary } from '../context/macro-library.js';
import type { KnownNames } from '../context/parsing-behaviour.js';
import type { Problems } from '../problems.js';
import type { DbtProject } from './dbt-project.js';
import type { Environment, ProjectSettings } from './project-settings.js';

/** What reading any node of a project needs. */
export interface ParseScope {
  readonly project: DbtProject;
  readonly settings: ProjectSettings;
  readonly env: Environment;
  readonly library: MacroLibrary;
  readonly known: KnownNames;
  readonly configs: ProjectConfig;
  readonly descriptions: Descriptions;
  readonly problems: Problems;
  readonly createdAt: number;
}
