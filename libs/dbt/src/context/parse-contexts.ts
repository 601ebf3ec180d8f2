import { callable, Template, toText } from '@weft/jinja';
import { dialectOf } from '../adapter/dialect.js';
import { relationOfNode } from '../adapter/node-relation.js';
import { ParseAdapter } from '../adapter/parse-adapter.js';
import type { Relation } from '../adapter/relation.js';
import type { Json, ManifestNode, RefArgs } from '../manifest/v12/index.js';
import type { Environment, Vars } from '../project/project-settings.js';
import { dbtError } from './context.errors.js';
import { MacroNamespaces } from './macro-namespaces.js';
import { envVar } from './members/env-var.js';
import {
  BASE_MEMBERS,
  EVERY_MEMBER,
  NODE_MEMBERS,
  type NodeFacts,
  PROVIDER_MEMBERS,
  type ProviderFacts,
  tableMember,
} from './members/member-tables.js';
import { ParseConfig, RuntimeConfig } from './members/node-config.js';
import { PURE_FUNCTIONS } from './members/pure-functions.js';
import { namedFunction, refFunction, sourceFunction } from './members/reference-calls.js';
import { targetDict } from './members/target-dict.js';
import { VarReader, varsOf } from './members/vars.js';
import { notWritable, seedOnly, sharedFacts } from './provider-facts.js';
import { type Context, Scope } from './scope.js';
import type { TemplateProject } from './template-project.type.js';
import type { TemplateEvent, TemplateReads, TemplateWorld } from './template-world.js';
import { toDictWithoutNone } from './values.js';

/** What a node's template does while it is parsed; values are plain data. */
export interface ParseNotes {
  ref(ref: RefArgs): void;
  source(sourceName: string, table: string): void;
  metric(args: string[]): void;
  function(args: string[]): void;
  config(values: Json): void;
  /** A macro that the node's own text called. */
  macro(uniqueId: string): void;
  /** Every macro that ran. */
  readonly entered?: ((uniqueId: string) => void) | undefined;
}

export interface ParseWorldOptions {
  readonly project: TemplateProject;
  /** By dbt's names. */
  readonly flags?: Readonly<Record<string, unknown>> | undefined;
  readonly invocationId?: string | undefined;
  readonly now?: Date | undefined;
  readonly onEvent?: ((event: TemplateEvent) => void) | undefined;
  readonly reads?: TemplateReads | undefined;
}

const namespaces = new WeakMap<object, { version: number; made: MacroNamespaces }>();

/** The order of a project's macros; made again when the library has changed. */
export function namespacesOf(project: TemplateProject): MacroNamespaces {
  const known = namespaces.get(project.macros);
  if (known?.version === project.macros.version && known.made.rootName === project.name) return known.made;
  const { internalPackages } = dialectOf(project.target.type);
  const made = new MacroNamespaces({
    library: project.macros,
    rootName: project.name,
    internal: internalPackages,
    members: EVERY_MEMBER,
  });
  namespaces.set(project.macros, { version: project.macros.version, made });
  return made;
}

/** Contexts for parsing: templates render at once, `execute` is false, nothing is asked of an engine. */
export class ParseContexts {
  private readonly world: TemplateWorld;

  constructor(options: ParseWorldOptions) {
    const { project, flags = {}, reads } = options;
    this.world = {
      project,
      namespaces: namespacesOf(project),
      dialect: dialectOf(project.target.type),
      flags,
      invocationArgs: {},
      invocationId: options.invocationId ?? '',
      now: options.now ?? new Date(),
      metadataEnv: {},
      onEvent: options.onEvent ?? (() => undefined),
      reads,
    };
  }

  /** Of a node's text, its hooks and the arguments of a generic test. */
  node(node: ManifestNode, notes: ParseNotes): Context {
    const { world } = this;
    let scope: Scope | null = null;
    const self = (): Relation => relationOfNode(world.dialect, node, quoting(world));
    const facts: NodeFacts = {
      ...this.macroFacts(node.package_name, () => scope as unknown as Scope, node.name, false),
      ref: refFunction(({ name, packageName, version }) => {
        notes.ref({ name, package: packageName, version });
        return self();
      }),
      source: sourceFunction((source, table) => {
        notes.source(source, table);
        return self();
      }),
      metric: namedFunction('metric', (name, packageName) => {
        notes.metric(packageName === null ? [name] : [packageName, name]);
        return packageName === null ? name : `${packageName}.${name}`;
      }),
      function: namedFunction('function', (name, packageName) => {
        notes.function(packageName === null ? [name] : [packageName, name]);
        return self().with({ type: 'function' });
      }),
      config: new ParseConfig((values) => notes.config(values)),
      database: node.database,
      schema: node.schema,
      model: () => toDictWithoutNone(node),
      loadAgateTable: seedOnly(node.resource_type),
      this: () => (node.resource_type === 'operation' ? null : self()),
      preHooks: () => [],
      postHooks: () => [],
      compiledCode: () => null,
      sql: () => null,
      deferRelation: () => null,
    };
    scope = this.scope(node.package_name, tableMember(NODE_MEMBERS, facts), Object.keys(NODE_MEMBERS), notes);
    return scope.context;
  }

  /** For generate_*_name: no node, variables are required, configuration is empty. */
  nameMacro(packageName: string): Context {
    let scope: Scope | null = null;
    const facts: ProviderFacts = this.macroFacts(packageName, () => scope as unknown as Scope, null, true);
    scope = this.scope(this.world.project.name, tableMember(PROVIDER_MEMBERS, facts), Object.keys(PROVIDER_MEMBERS));
    return scope.context;
  }

  /** For the texts of a package's YAML files: var, env_var, target and dbt's plain functions; no macros. */
  yaml(packageName: string): Context {
    const { project, reads } = this.world;
    return yamlContext({ project, vars: varsOf(project, packageName), reads, onEvent: this.world.onEvent, world: this.world });
  }

  private scope(
    packageName: string,
    member: (name: string) => unknown,
    memberNames: readonly string[],
    notes?: ParseNotes,
  ): Scope {
    const scope = new Scope({
      namespaces: this.world.namespaces,
      packageName,
      mode: 'parse',
      member,
      memberNames,
      onCall: (uniqueId) => notes?.macro(uniqueId),
      onEnter: notes?.entered && ((uniqueId) => notes.entered?.(uniqueId)),
    });
    return scope;
  }

  private macroFacts(packageName: string, scope: () => Scope, owner: string | null, isNode: boolean): ProviderFacts {
    const { world } = this;
    const shared = sharedFacts({ world, packageName, scope, owner, requireVars: owner === null && !isNode });
    const { target } = world.project;
    return {
      ...shared,
      execute: false,
      database: target.database,
      schema: target.schema,
      ref: refFunction(() => noNode('ref')),
      source: sourceFunction(() => noNode('source')),
      metric: namedFunction('metric', () => noNode('metric')),
      function: namedFunction('function', () => noNode('function')),
      config: new RuntimeConfig({ unique_id: '' }, () => null),
      adapter: new ParseAdapter({ dialect: world.dialect, world, relationClass: shared.relationClass as never, scope }),
      model: () => null,
      graph: () =>
        new Map(
          ['nodes', 'sources', 'exposures', 'functions', 'metrics', 'groups', 'semantic_models', 'saved_queries'].map((name) => [
            name,
            new Map(),
          ]),
        ),
      selected: [],
      render: callable('render', ([source]) => new Template(toText(source), 'render()').render(scope().context)),
      write: notWritable(),
      loadAgateTable: seedOnly('macro'),
    };
  }
}

function quoting(world: TemplateWorld): Readonly<Record<string, unknown>> {
  return { ...world.project.packages.get(world.project.name)?.quoting };
}

function noNode(name: string): never {
  throw dbtError('Compilation', `${name}() can only be used in a node's own code and the macros that it calls`);
}

export interface YamlContextOptions {
  readonly project: TemplateProject;
  readonly vars: Vars;
  readonly reads?: TemplateReads | undefined;
  readonly onEvent?: ((event: TemplateEvent) => void) | undefined;
  readonly world: TemplateWorld;
}

function yamlContext({ project, vars, reads, world }: YamlContextOptions): Context {
  const context: Context = Object.create(null) as Context;
  const reader = new VarReader({ vars, owner: null, required: true, onRead: (name) => reads?.variable?.(name) });
  const read = envVar({ env: project.env, onRead: (name, value) => reads?.env?.(name, value) });
  const facts = {
    world,
    scope: () =>
      new Scope({
        namespaces: world.namespaces,
        packageName: project.name,
        mode: 'parse',
        member: () => undefined,
        memberNames: [],
      }),
    vars: reader,
    envVar: read,
  };
  for (const name of Object.keys(BASE_MEMBERS)) {
    if (name === 'builtins' || name === 'context') continue;
    Object.defineProperty(context, name, { enumerable: true, configurable: true, get: () => BASE_MEMBERS[name]?.(facts) });
  }
  return context;
}

export interface ConfigContextOptions {
  readonly cliVars: Vars;
  readonly env: Environment;
  /** Whether secrets may be read: profiles.yml and packages.yml. */
  readonly secrets?: boolean;
  readonly target?: TemplateProject['target'] | undefined;
  readonly reads?: TemplateReads | undefined;
  readonly onEvent?: ((event: TemplateEvent) => void) | undefined;
}

export interface NodeParseRequest {
  readonly project: TemplateProject;
  readonly node: ManifestNode;
  readonly recorder: ParseNotes;
  /** By dbt's names. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** `ParseContexts` by project, for who has the project only with each request. */
export class ProjectParseContexts {
  private last: { project: TemplateProject; contexts: ParseContexts } | null = null;

  constructor(private readonly options: Omit<ParseWorldOptions, 'project'> = {}) {}

  parseContext({ project, node, recorder, flags }: NodeParseRequest): Context {
    return this.of(project, flags).node(node, recorder);
  }

  nameMacroContext(project: TemplateProject, packageName: string): Context {
    return this.of(project).nameMacro(packageName);
  }

  yamlContext(project: TemplateProject, packageName: string): Context {
    return this.of(project).yaml(packageName);
  }

  private of(project: TemplateProject, flags: ParseWorldOptions['flags'] = this.options.flags): ParseContexts {
    if (this.last?.project !== project) this.last = { project, contexts: new ParseContexts({ ...this.options, project, flags }) };
    return this.last.contexts;
  }
}

/** For dbt_project.yml, profiles.yml, packages.yml and selectors.yml: variables of the command line only. */
export function configContext({ cliVars, env, secrets = false, target, reads, onEvent }: ConfigContextOptions): Context {
  const context: Context = Object.assign(Object.create(null) as Context, PURE_FUNCTIONS);
  context['var'] = new VarReader({ vars: cliVars, owner: null, required: true, onRead: (name) => reads?.variable?.(name) });
  context['env_var'] = envVar({ env, secrets, onRead: (name, value) => reads?.env?.(name, value) });
  const say = (info: boolean, message: unknown): string => {
    onEvent?.({ kind: 'log', message: toText(message), level: info ? 'info' : 'debug' });
    return '';
  };
  context['log'] = callable('log', ([message, info]) => say(info === true, message));
  context['print'] = callable('print', ([message]) => say(true, message));
  if (target) context['target'] = targetDict(target);
  return context;
}
