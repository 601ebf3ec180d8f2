import type { TemplateWorld } from '../context/template-world.js';
import type { Scope } from '../context/scope.js';
import type { Dialect } from './dialect.js';
import type { RelationClass } from './relation-class.js';

/** What `adapter` works with, parsing or running. */
export interface AdapterFacts {
  readonly dialect: Dialect;
  readonly world: TemplateWorld;
  readonly relationClass: RelationClass;
  readonly scope: () => Scope;
}
