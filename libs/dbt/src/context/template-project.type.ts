import type { CatalogIntegration } from '../project/catalogs-file.js';
import type { Environment, Vars } from '../project/project-settings.js';
import type { MacroLibrary } from './macro-library.js';

/** `quoting:` of a dbt_project.yml; what is not said is the adapter's to say. */
export interface QuotingSettings {
  readonly database?: boolean | null;
  readonly schema?: boolean | null;
  readonly identifier?: boolean | null;
}

/** An entry of `dispatch:`. */
export interface DispatchSettings {
  readonly macro_namespace: string;
  readonly search_order: readonly string[];
}

/** `query-comment:`; a null comment is switched off, one that is absent is dbt's own; the whole is absent where nothing is said. */
export interface QueryCommentSettings {
  readonly comment?: string | null;
  readonly append: boolean;
}

/** What templates need of one package's dbt_project.yml. */
export interface TemplatePackage {
  readonly name: string;
  /** The `vars:` block as written: global ones, and those of a package under its name. */
  readonly vars: Vars;
  readonly dispatch: readonly DispatchSettings[];
  readonly quoting: QuotingSettings;
}

/** Where the profile points. */
export interface TemplateTarget {
  readonly name: string;
  readonly profileName: string;
  readonly type: string;
  readonly database: string;
  readonly schema: string;
  readonly threads: number;
  /** The profile's output, rendered; secrets are among them, so it is never printed whole. */
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** What templates need of a project besides its nodes. */
export interface TemplateProject {
  readonly name: string;
  /** By name, the root package among them; dbt's own packages need not be. */
  readonly packages: ReadonlyMap<string, TemplatePackage>;
  readonly target: TemplateTarget;
  readonly cliVars: Vars;
  readonly env: Environment;
  readonly macros: MacroLibrary;
  /** Of catalogs.yml. */
  readonly catalogs?: readonly CatalogIntegration[] | undefined;
  readonly queryComment?: QueryCommentSettings | undefined;
  /** `flags:` of dbt_project.yml, behaviour flags among them. */
  readonly flags?: Readonly<Record<string, unknown>> | undefined;
}
