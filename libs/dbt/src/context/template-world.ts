import type { Dialect } from '../adapter/dialect.js';
import type { MacroNamespaces } from './macro-namespaces.js';
import type { TemplateProject } from './template-project.type.js';

/** What a template tells the world. `name` of a warning is dbt's class of it. */
export type TemplateEvent =
  | { readonly kind: 'log'; readonly message: string; readonly level: 'debug' | 'info' }
  | { readonly kind: 'print'; readonly message: string }
  | { readonly kind: 'warn'; readonly message: string; readonly name: string };

/** Which variables templates read; a null value is one that was answered by its default. */
export interface TemplateReads {
  env?(name: string, value: string | null): void;
  variable?(name: string): void;
}

/** What all templates of one invocation share. */
export interface TemplateWorld {
  readonly project: TemplateProject;
  readonly namespaces: MacroNamespaces;
  readonly dialect: Dialect;
  /** By dbt's names in lower case. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly invocationArgs: Readonly<Record<string, unknown>>;
  readonly invocationId: string;
  /** When the run began. */
  readonly now: Date;
  /** What `datetime.now()` is; the process's own clock without it. */
  readonly clock?: (() => Date) | undefined;
  readonly threadName?: string | undefined;
  readonly metadataEnv: Readonly<Record<string, string>>;
  readonly onEvent: (event: TemplateEvent) => void;
  readonly reads?: TemplateReads | undefined;
}
