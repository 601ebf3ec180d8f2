import { LenientUndefined, ReturnSignal, Template } from '@weft/jinja';
import type { NodeMemo } from '../cache/node-memo.js';
import type { TemplateProject } from '../context/template-project.type.js';
import type { Hook, Json, ManifestNode } from '../manifest/v12/index.js';
import type { Problems } from '../problems.js';
import type { NameComponent, NameMacros } from './name-macros.js';
import { NodeRecorder } from './node-recorder.js';
import type { Context, ParseContexts } from './parse-context.port.js';
import type { ConfigCalls, ConfigRequest, Configs, NodeParsing } from './parse-scope.js';
import { readStatically } from './static-node.js';
import type { RelationNames } from './relation-name.js';

export interface NodeParserOptions {
  readonly project: TemplateProject;
  readonly contexts: ParseContexts;
  readonly configs: Configs;
  readonly names: NameMacros;
  readonly relations: RelationNames;
  readonly problems: Problems;
  readonly flags: Readonly<Record<string, unknown>>;
  readonly memo?: NodeMemo | undefined;
}

/** Where a node's text is, for problems. */
export type PlaceOf = (node: ManifestNode) => { file: string; line?: number };

type Extra = NonNullable<Parameters<NodeParsing['render']>[2]>;

const PLAIN = ['ref', 'source', 'config'];

const JINJA = /\{[{%#]/;

export class NodeParser implements NodeParsing {
  private readonly requests = new Map<ManifestNode, ConfigRequest>();
  private readonly templates = new Map<string, Template>();

  constructor(
    private readonly options: NodeParserOptions,
    private readonly placeOf: PlaceOf,
  ) {}

  render(node: ManifestNode, request: ConfigRequest, extra?: Extra): ConfigCalls | null {
    if (!JINJA.test(node.raw_code)) return { rendered: { ...request.calls?.rendered }, unrendered: {} };
    const plain = extra ? null : this.readPlain(node, request);
    if (plain) return { rendered: plain, unrendered: {} };
    const { memo, problems } = this.options;
    const key = memo?.keyOf(node, request) ?? '';
    const recorder = new NodeRecorder(node, memo !== undefined);
    const known = memo?.find(key);
    if (known) return { rendered: recorder.replay(known), unrendered: {} };
    if (request.calls) recorder.config(request.calls.rendered);
    const before = problems.diagnostics.length;
    if (!this.run(node.raw_code, node, recorder, extra)) return null;
    if (memo && problems.diagnostics.length === before) memo.add(key, recorder.toMemo(), recorder.ran);
    return { rendered: recorder.calls, unrendered: {} };
  }

  private readPlain(node: ManifestNode, { calls }: ConfigRequest): Json | null {
    if (this.isOverridden) return null;
    const found = readStatically(node.raw_code);
    if (!found) return null;
    const recorder = new NodeRecorder(node);
    if (calls) recorder.config(calls.rendered);
    for (const apply of found) apply(recorder);
    return recorder.calls;
  }

  /** Whether a macro of a project has the name of one of the functions that are read without running. */
  private get isOverridden(): boolean {
    const { macros } = this.options.project;
    return PLAIN.some((name) => macros.withName(name).length > 0);
  }

  configure(node: ManifestNode, request: ConfigRequest): void {
    const { configs } = this.options;
    this.requests.set(node, { ...request, patch: undefined });
    const config = configs.build(request);
    this.copyToNode(node, config);
    node.unrendered_config = configs.buildUnrendered(request);
    const own = { ...config };
    keepBefore(config, node.config);
    node.config = config;
    this.name(node, own);
    if (node.resource_type !== 'test') this.renderHooks(node);
  }

  requestOf(node: ManifestNode): ConfigRequest {
    const request = this.requests.get(node);
    if (!request) throw new Error(`Node ${node.unique_id} was not configured`);
    return request;
  }

  generateName(component: NameComponent, custom: string | null, node: Json): string {
    return this.options.names.generate(component, custom, node, String(node['package_name']));
  }

  relationName(parts: Parameters<RelationNames['render']>[0]): string {
    return this.options.relations.render(parts);
  }

  private run(text: string, node: ManifestNode, recorder: NodeRecorder, extra?: Extra): boolean {
    if (!JINJA.test(text)) return true;
    const place = this.placeOf(node);
    try {
      const context = this.contextOf(node, recorder);
      if (extra) Object.assign(context, extra(context));
      const template = this.templateOf(text, node.original_file_path, place.line ?? 1);
      template.render(lenient(context, template));
      return true;
    } catch (error) {
      if (error instanceof ReturnSignal) return true;
      const { resource_type: type, name, original_file_path: path } = node;
      this.options.problems.template(error, place, [], `${type} ${name} (${path})`);
      return false;
    }
  }

  private contextOf(node: ManifestNode, recorder: NodeRecorder): Context {
    const { contexts, project, flags } = this.options;
    return contexts.parseContext({ project, node, recorder, flags });
  }

  /** Generic tests of one kind share their text, so they share its template. */
  private templateOf(text: string, file: string, line: number): Template {
    if (text.length > 200) return new Template(text, file, line);
    const known = this.templates.get(text);
    if (known) return known;
    const template = new Template(text, file, line);
    this.templates.set(text, template);
    return template;
  }

  /** What older dbt kept on the node itself. */
  private copyToNode(node: ManifestNode, config: Json): void {
    for (const tag of config['tags'] as string[]) if (!node.tags.includes(tag)) node.tags.push(tag);
    if (hasKeys(config['meta'])) node.meta = config['meta'] as Json;
    if (config['group']) node.group = config['group'] as string;
    if (node.resource_type === 'model' && config['access']) node.access = config['access'] as typeof node.access;
    if (hasKeys(config['docs'])) {
      const { show, node_color: color } = config['docs'] as Json;
      node.docs = { show: (show ?? node.docs.show) as boolean, node_color: (color ?? null) as string | null };
    }
    if (hasKeys(config['contract']) && 'contract' in node) {
      const { enforced, alias_types: aliasTypes } = config['contract'] as Json;
      node.contract = { ...node.contract, enforced: enforced === true, alias_types: aliasTypes !== false, checksum: null };
    }
  }

  private name(node: ManifestNode, config: Json): void {
    const generate = (component: NameComponent): string =>
      this.options.names.generate(component, config[component], node as unknown as Json, node.package_name);
    node.database = generate('database');
    node.schema = generate('schema');
    node.alias = generate('alias');
    if (node.resource_type === 'snapshot') {
      if (config['target_database']) node.database = config['target_database'] as string;
      if (config['target_schema']) node.schema = config['target_schema'] as string;
    }
    const { database, schema, alias: identifier } = node;
    node.relation_name = this.hasRelation(node) ? this.relationName({ database, schema, identifier }) : null;
  }

  private hasRelation(node: ManifestNode): boolean {
    switch (node.resource_type) {
      case 'model':
        return node.config.materialized !== 'ephemeral';
      case 'seed':
      case 'snapshot':
        return true;
      case 'test':
        return node.config['store_failures'] === true || this.options.flags['store_failures'] === true;
      default:
        return false;
    }
  }

  private renderHooks(node: ManifestNode): void {
    const { 'pre-hook': before, 'post-hook': after } = node.config;
    const hooks = [before, after].flatMap((list) => (Array.isArray(list) ? (list as Hook[]) : []));
    for (const hook of hooks) {
      const recorder = new NodeRecorder(node);
      this.run(hook.sql, node, recorder);
      if (node.resource_type === 'seed' && recorder.refers) return this.refuseSeedHooks(node, hooks);
    }
  }

  /** A seed is where a graph begins. */
  private refuseSeedHooks(node: ManifestNode, hooks: readonly Hook[]): void {
    const message = [
      'Seeds cannot depend on other nodes. dbt detected a seed with a pre- or post-hook',
      "that calls 'ref', 'source', or 'metric', either directly or indirectly via other macros.",
      '',
      `Error raised for '${node.unique_id}', which has these hooks defined:`,
      ...hooks.map(({ sql }) => `- hook: "${sql}"`),
    ].join('\n');
    this.options.problems.dbt('Parsing', message, { location: { file: node.original_file_path } });
  }
}

const JINJA_NAMES: ReadonlySet<string> = new Set(['range', 'dict', 'namespace', 'loop', 'caller', 'varargs', 'kwargs']);

/** Names that a node's own text uses and nobody knows: dbt accepts them while parsing, and fails when the node is compiled. */
function lenient(context: Context, template: Template): Context {
  let wider: Context | null = null;
  for (const name of template.names) {
    if (name in context || JINJA_NAMES.has(name)) continue;
    wider ??= Object.create(context) as Context;
    wider[name] = new LenientUndefined(name);
  }
  return wider ?? context;
}

/** dbt starts from what the node has: a value that is set back to null keeps what was configured before it. */
function keepBefore(config: Json, before: Json): void {
  for (const key of Object.keys(before)) {
    const value = before[key];
    if (value !== null && (config[key] === null || !(key in config))) config[key] = value;
  }
}

function hasKeys(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
