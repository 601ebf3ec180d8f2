import type { ParseCacheStore } from '../cache/parse-cache.port.js';
import type { TemplateEvent } from '../context/template-world.js';
import type { BuiltinPackages } from './builtin-projects.js';
import type { OtherProjects } from '../publication/other-projects.port.js';
import type { Environment, Vars } from '../project/project-settings.js';
import type { ProjectFiles } from '../project/project-files.port.js';

export interface ParseOptions {
  readonly files: ProjectFiles;
  /** profiles.yml from elsewhere; without it, the project's own. */
  readonly profiles?: { readonly path: string; readonly content: string } | undefined;
  /** --profile, --target, --threads */
  readonly profile?: string | undefined;
  readonly target?: string | undefined;
  readonly threads?: number | undefined;
  /** From the command line; they win over those of dbt_project.yml. */
  readonly vars?: Vars;
  /** What env_var() may read. */
  readonly env?: Environment;
  /** What the command line says of flags, by dbt's names in lower case; over `flags:` of dbt_project.yml. */
  readonly flags?: Readonly<Record<string, unknown>>;
  /** False with --no-version-check. */
  readonly versionCheck?: boolean;
  readonly targetPath?: string | undefined;
  /** The project's folder, absolute: what seeds have as root_path. */
  readonly projectRoot?: string | undefined;
  /** SQL that becomes the node `sql_operation.<project>.inline_query`. */
  readonly inline?: string | undefined;
  /** dbt's own packages; Weft's without it. */
  readonly builtin?: BuiltinPackages;
  /** Where the last parse is kept, to be read where nothing changed. */
  readonly cache?: ParseCacheStore | undefined;
  /** Where `ref('project', 'model')` finds public models; `unread`: such refs are taken on trust, to know what the project itself offers. */
  readonly otherProjects?: OtherProjects | 'unread' | undefined;
  /** What templates log, print and warn of while they are parsed. */
  readonly onEvent?: ((event: TemplateEvent) => void) | undefined;
  readonly invocationId?: string;
  readonly now?: Date;
}
