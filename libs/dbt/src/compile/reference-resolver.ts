import { ephemeralRelation, identifierOf, relationOfNode } from '../adapter/node-relation.js';
import { quotingOf } from '../adapter/pure-methods.js';
import type { Relation } from '../adapter/relation.js';
import type { RelationStore } from '../adapter/relation-store.js';
import { dbtError } from '../context/context.errors.js';
import type { RefCall } from '../context/members/reference-calls.js';
import type { TemplateWorld } from '../context/template-world.js';
import type { DeferRelation, FunctionNode, ManifestNode, SourceDefinition } from '../manifest/v12/index.js';
import { eventTimeFilter } from './event-time.js';
import type { Batch, RunFlags } from './execution.type.js';
import type { ManifestIndex, Refable } from './manifest-index.js';
import { accessRefused, hiddenDependency, type Referring, targetNotFound } from './reference-errors.js';

/** Who refers: a node, or the macro of an operation. */
export interface Referrer extends Referring {
  readonly package_name: string;
  readonly group?: string | null;
  readonly config?: Readonly<Record<string, unknown>> | null;
  readonly depends_on?: { readonly nodes?: readonly string[] } | null;
}

export interface ResolverOptions {
  readonly world: TemplateWorld;
  readonly index: ManifestIndex;
  readonly flags: RunFlags;
  readonly selected: ReadonlySet<string>;
  readonly node: Referrer;
  readonly batch: Batch | null;
  readonly store: RelationStore;
  /** Notes an ephemeral parent; null where there can be none, in operations. */
  readonly onEphemeral: ((uniqueId: string) => void) | null;
}

/** `ref`, `source` and `function` while a node runs: the relation that stands there, limited, filtered or deferred. */
export class ReferenceResolver {
  constructor(private readonly options: ResolverOptions) {}

  ref(call: RefCall): Relation | Promise<Relation> {
    const { index, node } = this.options;
    const found = index.ref(call, node.package_name);
    if (found === null || 'disabled' in found) {
      const { name, packageName, version } = call;
      throw targetNotFound(node, { name, kind: 'node', packageName, version, disabled: found !== null });
    }
    this.checkAccess(found.node);
    if (this.options.onEphemeral && node.depends_on?.nodes?.includes(found.node.unique_id) === false)
      throw hiddenDependency(node, call);
    return this.relationOf(found.node);
  }

  private checkAccess(target: Refable): void {
    const { node, world } = this.options;
    if (target.resource_type !== 'model' || node.resource_type === 'sql_operation') return;
    const owner = world.project.packages.get(target.package_name) as { restrictAccess?: boolean } | undefined;
    const restricted = owner?.restrictAccess === true && target.package_name !== world.project.name;
    const ownGroup = node.group ?? null;
    if (target.access === 'private' && (ownGroup === null || ownGroup !== target.group || restricted)) {
      throw accessRefused(node, target.unique_id, 'private', target.group ?? 'None');
    }
    if (target.access === 'protected' && node.package_name !== target.package_name && restricted) {
      throw accessRefused(node, target.unique_id, 'protected', target.package_name);
    }
  }

  private relationOf(target: Refable): Relation | Promise<Relation> {
    const { world, onEphemeral } = this.options;
    const limits = { limit: this.limit, filter: this.filterOf(target) };
    if (target.resource_type === 'model' && target.config.materialized === 'ephemeral') {
      if (!onEphemeral)
        throw dbtError('Compilation', `Operations can not ref() ephemeral nodes, but ${target.name} is ephemeral`);
      onEphemeral(target.unique_id);
      return ephemeralRelation(world.dialect, identifierOf(target) ?? target.name, limits);
    }
    const own = relationOfNode(world.dialect, target, quotingOf(world), limits);
    return target.defer_relation && this.options.flags.defer ? this.deferred(target, target.defer_relation, own) : own;
  }

  /** The other manifest's relation: where it is preferred, or where there is none here. */
  private async deferred(target: Refable, elsewhere: DeferRelation, own: Relation): Promise<Relation> {
    const { flags, selected, store, world } = this.options;
    const preferred = flags.favorState && !selected.has(target.unique_id);
    if (!preferred && (await store.find(target.database, target.schema, target.alias))) return own;
    const { limit, filter } = own.parts;
    return relationOfNode(world.dialect, elsewhere, quotingOf(world), { limit, filter });
  }

  source(sourceName: string, table: string): Relation {
    const { index, node, world } = this.options;
    const found = index.source(sourceName, table, node.package_name);
    if (found === null || 'disabled' in found) {
      throw targetNotFound(node, { name: `${sourceName}.${table}`, kind: 'source', disabled: found !== null });
    }
    return relationOfNode(world.dialect, found.node, {}, { limit: this.limit, filter: this.filterOf(found.node) });
  }

  function(name: string, packageName: string | null): Relation {
    const found = this.options.index.function(name, packageName, this.options.node.package_name);
    if (found === null || 'disabled' in found) {
      throw targetNotFound(this.options.node, { name, kind: 'function', disabled: found !== null });
    }
    return this.functionRelation(found.node);
  }

  private functionRelation(node: FunctionNode): Relation {
    return relationOfNode(this.options.world.dialect, node, {}, { type: 'function' });
  }

  metric(name: string, packageName: string | null): string {
    const found = this.options.index.metric(name, packageName, this.options.node.package_name);
    if (found === null) throw targetNotFound(this.options.node, { name, kind: 'metric', packageName });
    return packageName === null ? name : `${packageName}.${name}`;
  }

  private get limit(): number | null {
    return this.options.flags.empty ? 0 : null;
  }

  private filterOf(input: ManifestNode | SourceDefinition): ReturnType<typeof eventTimeFilter> {
    const { node, batch, flags } = this.options;
    return eventTimeFilter({ resource_type: node.resource_type, config: node.config ?? null }, input, batch, flags);
  }
}
