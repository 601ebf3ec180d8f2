import { callable, type HostObject } from '@weft/jinja';
import { quotingOf } from '../adapter/pure-methods.js';
import { RelationClass } from '../adapter/relation-class.js';
import { dbtError } from './context.errors.js';
import { envVar } from './members/env-var.js';
import type { ProviderFacts } from './members/member-tables.js';
import { ResultStore } from './members/result-store.js';
import { renderVariable, varsOf, VarReader } from './members/vars.js';
import type { Scope } from './scope.js';
import type { TemplateWorld } from './template-world.js';

export interface SharedFactsOptions {
  readonly world: TemplateWorld;
  readonly packageName: string;
  readonly scope: () => Scope;
  /** The node's name, for errors. */
  readonly owner: string | null;
  readonly requireVars: boolean;
  readonly envOverrides?: Readonly<Record<string, unknown>> | undefined;
  readonly varOverrides?: Readonly<Record<string, unknown>> | undefined;
}

type SharedFacts = Pick<ProviderFacts, 'world' | 'scope' | 'vars' | 'envVar' | 'relationClass' | 'results'>;

const varsByWorld = new WeakMap<TemplateWorld, Map<string, ReturnType<typeof varsOf>>>();

/** A package's variables, worked out once: every node has a context. */
function knownVars(world: TemplateWorld, packageName: string): ReturnType<typeof varsOf> {
  const ofWorld = varsByWorld.get(world) ?? new Map<string, ReturnType<typeof varsOf>>();
  varsByWorld.set(world, ofWorld);
  const vars = ofWorld.get(packageName) ?? varsOf(world.project, packageName);
  ofWorld.set(packageName, vars);
  return vars;
}

/** What contexts of all kinds have in common. */
export function sharedFacts(options: SharedFactsOptions): SharedFacts {
  const { world, packageName, scope } = options;
  const known = knownVars(world, packageName);
  return {
    world,
    scope,
    vars: varReader(options, options.varOverrides ? { ...known, ...options.varOverrides } : known),
    envVar: envVar({
      env: world.project.env,
      ...(options.envOverrides && { overrides: options.envOverrides }),
      onRead: (name, value) => world.reads?.env?.(name, value),
    }),
    relationClass: new RelationClass(world.dialect, quotingOf(world)),
    results: new ResultStore(),
  };
}

export function varReader(
  { world, scope, owner, requireVars }: SharedFactsOptions,
  vars: Readonly<Record<string, unknown>>,
): HostObject {
  return new VarReader({
    vars,
    owner,
    required: requireVars,
    onRead: (name) => world.reads?.variable?.(name),
    render: (source) => renderVariable(source, scope().context),
  });
}

/** A function of dbt's that has no meaning in this context. */
export function unavailable(name: string, message: string): ReturnType<typeof callable> {
  return callable(name, () => {
    throw dbtError('Compilation', message);
  });
}

export function seedOnly(resourceType: string): ReturnType<typeof callable> {
  return unavailable('load_agate_table', `can only load_agate_table for seeds (got a ${resourceType})`);
}

export function notWritable(): ReturnType<typeof callable> {
  return unavailable('write', 'cannot "write" macros or sources');
}
