import { toRepr } from '@weft/jinja';
import { isMapping } from '../schema/shape/shape.js';
import type { Json, NodeConfig } from '../manifest/v12/index.js';
import type { ConfigRequest, Configs, ConfiguredType } from '../parse/parse-scope.js';
import { DbtError } from '../problems.js';
import { aliasesOf, translateAliases } from '../project/credentials.js';
import type { DbtProject } from '../project/dbt-project.types.js';
import { type ConfigClass, configClassOf, treeOf, unrenderedTreeOf } from './config-class.js';
import { checkTogether, shapeModelFreshness, shapeValue, toHook } from './finish-config.js';
import { listify, mergeField } from './merge-field.js';
import { faultOf } from './value-type.js';

/** dbt's precedence of configuration over the dbt_project.yml of all packages. */
export class ProjectConfigs implements Configs {
  private readonly aliases: Readonly<Record<string, string>>;
  private readonly hasAliases: boolean;
  /** By the deepest mapping of a tree that a path leads to: siblings share their levels. */
  private readonly known = new WeakMap<Json, KnownLevels>();

  constructor(
    private readonly root: DbtProject,
    private readonly packages: ReadonlyMap<string, DbtProject>,
    adapterType: string,
  ) {
    this.aliases = aliasesOf(adapterType);
    this.hasAliases = Object.keys(this.aliases).length > 0;
  }

  build(request: ConfigRequest): NodeConfig {
    const fields = configClassOf(request.resourceType);
    const config: Json = {};
    for (const field of fields.values()) config[field.name] = field.initial();
    const written = new Set<string>();
    for (const level of this.layers(request, false)) this.update(config, fields, level, written);
    return finish(config, { fields, written, type: request.resourceType });
  }

  buildUnrendered(request: ConfigRequest): Json {
    const config: Json = {};
    for (const level of this.layers(request, true)) Object.assign(config, this.translated(level));
    return config;
  }

  /** The most general first: the package's own file by depth, the YAML patch, config(), the root's file by depth. */
  private layers(request: ConfigRequest, unrendered: boolean): readonly Json[] {
    const { packageName, calls, patch } = request;
    const own = this.packages.get(packageName) ?? this.root;
    const layers = [...this.levels(own, request, unrendered)];
    if (patch) layers.push(patch);
    if (calls) layers.push(unrendered && hasKeys(calls.unrendered) ? calls.unrendered : calls.rendered);
    if (own.name !== this.root.name) layers.push(...this.levels(this.root, request, unrendered));
    return layers;
  }

  private levels(project: DbtProject, { resourceType, fqn }: ConfigRequest, unrendered: boolean): readonly Json[] {
    const root = unrendered ? project.unrendered[unrenderedTreeOf(resourceType)] : project.configs[treeOf(resourceType)];
    if (!isDict(root)) return [];
    const path = pathOf(root, fqn);
    const deepest = path.at(-1) ?? root;
    const known = this.known.get(deepest);
    if (known && isSamePath(known.path, path)) return known.levels;
    const levels = path.map(settings).filter(hasKeys);
    this.known.set(deepest, { path, levels });
    return levels;
  }

  private update(config: Json, fields: ConfigClass, level: Json, changed: Set<string>): void {
    for (const [written, value] of Object.entries(this.translated(level))) {
      const name = written === 'pre_hook' ? 'pre-hook' : written === 'post_hook' ? 'post-hook' : written;
      const field = fields.get(name);
      config[name] = field && name in config ? this.merged(name, field.merge, config[name], value) : value;
      changed.add(name);
    }
  }

  private merged(name: string, behaviour: Parameters<typeof mergeField>[0], own: unknown, nearer: unknown): unknown {
    try {
      return mergeField(behaviour, own, nearer);
    } catch (error) {
      if (error instanceof DbtError) throw new DbtError(error.kind, error.message, { hint: `'${name}' is a mapping.` });
      throw error;
    }
  }

  private translated(level: Json): Json {
    return this.hasAliases ? translateAliases(level, this.aliases) : level;
  }
}

interface KnownLevels {
  readonly path: readonly Json[];
  readonly levels: readonly Json[];
}

/** An anchor of YAML may put one mapping in two places. */
function isSamePath(a: readonly Json[], b: readonly Json[]): boolean {
  return a.length === b.length && a.every((level, index) => level === b[index]);
}

/** The mappings that a node's path leads through, as far as it goes. */
function pathOf(root: Json, fqn: readonly string[]): readonly Json[] {
  const path = [root];
  let level = root;
  for (const part of fqn) {
    const next = level[part];
    if (!isDict(next)) break;
    path.push(next);
    level = next;
  }
  return path;
}

/** Keys with `+`, and keys without it whose value is no mapping. */
function settings(level: Json): Json {
  const found: Json = {};
  for (const [key, value] of Object.entries(level)) {
    if (key.startsWith('+')) found[key.slice(1).trim()] = value;
    else if (!isDict(value)) found[key] = value;
  }
  return found;
}

interface Unfinished {
  readonly fields: ConfigClass;
  /** The fields that somebody configured: defaults are as they must be. */
  readonly written: ReadonlySet<string>;
  readonly type: ConfiguredType;
}

function finish(config: Json, { fields, written, type }: Unfinished): NodeConfig {
  for (const field of written.size === 0 ? [] : fields.values()) {
    if (!written.has(field.name)) continue;
    const value = config[field.name];
    if (field.type === 'hooks') config[field.name] = listify(value ?? []).map(toHook);
    else if (field.name === 'tags' && field.merge === 'append') config[field.name] = listify(value ?? []);
    else if (field.type === 'modelFreshness') config[field.name] = shapeModelFreshness(value);
    else if (value === undefined || (value === null && notNull(field.initial()))) config[field.name] = field.initial();
    else config[field.name] = shapeValue(field.name, value);
    const fault = faultOf(field.type, config[field.name]);
    if (fault === null) continue;
    throw new DbtError(
      'Parsing',
      field.type === 'severity' ? `at path []: ${fault}` : `at path [${toRepr(field.name)}]: ${fault}`,
    );
  }
  checkTogether(type, config);
  return config as NodeConfig;
}

function notNull(value: unknown): boolean {
  return value !== null;
}

function hasKeys(value: Json): boolean {
  return Object.keys(value).length > 0;
}

function isDict(value: unknown): value is Json {
  return isMapping(value);
}
