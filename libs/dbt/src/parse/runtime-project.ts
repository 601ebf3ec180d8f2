import type { TemplateProject } from '../context/template-project.type.js';
import type { DbtProject } from '../project/dbt-project.types.js';
import type { Target } from '../project/target.js';

/** What execution needs besides the manifest. */
export interface RuntimeProject extends TemplateProject {
  /** By name, in dbt's order; the root is among them. */
  readonly packages: ReadonlyMap<string, DbtProject>;
  readonly root: DbtProject;
  readonly target: Target;
}
