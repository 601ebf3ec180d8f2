import { ReturnSignal, Template, toText } from '@weft/jinja';
import { relationOfNode } from '../adapter/node-relation.js';
import { quotingOf } from '../adapter/pure-methods.js';
import { dbtError } from '../context/context.errors.js';
import type { CompiledManifestNode, GenericTestNode, ManifestNode, ModelNode } from '../manifest/v12/index.js';
import type { CompiledNode, CompileOptions } from './execution.type.js';
import { foreignKeyTarget } from './foreign-key-target.js';
import { addCtes, injectCtes, type InjectedCte } from './inject-ctes.js';
import { type ExecutionCore, overlay, type RunScopes } from './run-scopes.js';
import { renderTestKwargs } from './render-native-async.js';
import { writePath } from './write-path.js';

/** Compiles nodes of one execution; ephemeral parents once, on demand. */
export class NodeCompiler {
  private readonly ephemeral = new Map<string, Promise<void>>();
  /** An ephemeral model's own SQL, before its parents were put in. */
  private readonly bare = new WeakMap<object, string>();
  private readonly templates = new Map<string, Template>();

  constructor(private readonly core: ExecutionCore) {}

  async compile(node: CompiledManifestNode, scopes: RunScopes, options: CompileOptions = {}): Promise<CompiledNode> {
    const parents = await this.render(node, scopes, options);
    await this.inject(node, parents, scopes);
    if (options.write !== false) await this.write(node, options.splitSuffix);
    return {
      uniqueId: node.unique_id,
      sql: node.compiled_code ?? '',
      relationName: node.relation_name,
      compiledPath: node.compiled_path,
    };
  }

  /** Sets compiled_code; answers the ephemeral parents that it names. */
  private async render(node: CompiledManifestNode, scopes: RunScopes, options: CompileOptions): Promise<string[]> {
    if (node.language === 'python') {
      throw dbtError('Runtime', `Python models need dbt itself: this command runs SQL models only, and '${node.name}' is Python`);
    }
    const parents: string[] = [];
    const { scope } = scopes.node(node, {
      batch: options.batch,
      splitSuffix: options.splitSuffix,
      onEphemeral: (id) => parents.includes(id) || parents.push(id),
    });
    if (options.extra) overlay(scope.context, options.extra);
    if (isGenericTest(node)) {
      const kwargs = await renderTestKwargs(node.test_metadata.kwargs, scope.context, node.original_file_path);
      overlay(scope.context, { _dbt_generic_test_kwargs: kwargs });
    }
    node.compiled_code = await this.renderText(node.raw_code, node.original_file_path, scope.context);
    node.compiled = true;
    node.extra_ctes_injected = false;
    this.complete(node, scopes);
    return parents;
  }

  async renderText(source: string, file: string, context: Record<string, unknown>): Promise<string> {
    if (!/\{[{%#]|[#}%]\}/.test(source)) return source;
    try {
      return await this.templateOf(source, file).renderAsync(context);
    } catch (error) {
      if (error instanceof ReturnSignal) throw dbtError('Compilation', toText(error.value));
      throw error;
    }
  }

  /** Generic tests of one kind share their text, so they share its template. */
  private templateOf(source: string, file: string): Template {
    if (source.length > 200) return new Template(source, file);
    const key = `${file}\u0000${source}`;
    const known = this.templates.get(key) ?? new Template(source, file);
    this.templates.set(key, known);
    return known;
  }

  private complete(node: CompiledManifestNode, { world }: RunScopes): void {
    if (node.resource_type === 'test' && node.relation_name === null && this.storesFailures(node)) {
      node.relation_name = relationOfNode(world.dialect, node, quotingOf(world)).toString();
    }
    if (node.resource_type !== 'model') return;
    for (const constraint of constraintsOf(node)) {
      if (constraint.type !== 'foreign_key' || !constraint.to) continue;
      constraint.to = foreignKeyTarget(node, constraint.to, {
        world,
        index: this.core.index,
        defer: this.core.options.flags.defer,
      });
    }
  }

  private storesFailures({ config }: ManifestNode): boolean {
    return (config['store_failures'] ?? this.core.options.flags.storeFailures) === true;
  }

  private async inject(node: CompiledManifestNode, parents: readonly string[], scopes: RunScopes): Promise<void> {
    const own = node.compiled_code ?? '';
    this.bare.set(node, own);
    const ctes: InjectedCte[] = [];
    if (!this.core.options.flags.injectEphemeralCtes) {
      node.extra_ctes = parents.map((id) => ({ id, sql: '' }));
      return;
    }
    for (const id of parents) {
      const parent = await this.compiledParent(id, scopes);
      addCtes(ctes, parent.extra_ctes ?? []);
      addCtes(ctes, [
        { id, sql: ` __dbt__cte__${parent.alias} as (\n${this.bare.get(parent) ?? parent.compiled_code ?? ''}\n)` },
      ]);
    }
    node.extra_ctes = ctes.map((cte) => ({ ...cte }));
    node.compiled_code = injectCtes(own, ctes);
    node.extra_ctes_injected = true;
  }

  private async compiledParent(id: string, scopes: RunScopes): Promise<ModelNode> {
    const parent = this.core.options.manifest.nodes[id];
    if (parent?.resource_type !== 'model')
      throw dbtError('Internal', `During compilation, found a cte reference that could not be resolved: ${id}`);
    const running = this.ephemeral.get(id) ?? this.compileParent(parent, scopes);
    this.ephemeral.set(id, running);
    await running;
    return parent;
  }

  private async compileParent(parent: ModelNode, scopes: RunScopes): Promise<void> {
    if (parent.compiled === true && parent.extra_ctes_injected === true && this.bare.has(parent)) return;
    await this.compile(parent, scopes);
  }

  /** Below target/compiled; of snapshots nothing. */
  private async write(node: CompiledManifestNode, suffix: string | undefined): Promise<void> {
    const { writer } = this.core.options;
    if (!writer || node.extra_ctes_injected !== true || node.resource_type === 'snapshot' || !node.compiled_code) return;
    node.compiled_path = writePath(node, writer.targetPath, 'compiled', suffix);
    await writer.write(node.compiled_path, node.compiled_code);
  }
}

export function isGenericTest(node: ManifestNode): node is GenericTestNode {
  return node.resource_type === 'test' && node.test_metadata !== undefined;
}

function constraintsOf(node: ModelNode): { type: string; to: string | null }[] {
  return [...(node.constraints ?? []), ...Object.values(node.columns).flatMap((column) => column.constraints ?? [])];
}
