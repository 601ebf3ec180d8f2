import type { TemplateTarget } from '../context/template-project.type.js';
import type { Json } from '../manifest/v12/index.js';

/** Where the profile points. `credentials` hold secrets and are never shown whole. */
export interface Target extends TemplateTarget {
  /** What templates see as `target`, without secrets. */
  readonly shown: Json;
}
