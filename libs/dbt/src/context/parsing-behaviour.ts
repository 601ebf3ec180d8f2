import type { RefArgs } from '../manifest/manifest-node.js';
import { nearestHint } from '../nearest-hint.js';
import { DbtTemplateError } from './context.errors.js';
import type { NodeBehaviour } from './node-context.js';
import { Relation, type RelationParts } from './relation.js';

/** The models and sources that a node may name: ids by name. */
export interface KnownNames {
  readonly projectName: string;
  readonly models: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, string>;
}

/** Notes what a node refers to and how it is configured; answers with the node's own relation, as dbt does. */
export class ParsingBehaviour implements NodeBehaviour {
  readonly refs: RefArgs[] = [];
  readonly sources: [string, string][] = [];
  readonly dependsOn: string[] = [];
  readonly configs: Readonly<Record<string, unknown>>[] = [];

  constructor(
    private readonly known: KnownNames,
    private readonly self: RelationParts,
    private readonly configured: Readonly<Record<string, unknown>>,
  ) {}

  ref(name: string, packageName: string | null): Relation {
    const id = packageName === null || packageName === this.known.projectName ? this.known.models.get(name) : undefined;
    if (id === undefined) {
      const hint = nearestHint(name, this.known.models.keys());
      const shown = packageName === null ? name : `${packageName}.${name}`;
      throw new DbtTemplateError('DBT_REF_NOT_FOUND', `ref('${shown}'): there is no such model`, { hint });
    }
    this.refs.push({ name, package: packageName, version: null });
    return this.depend(id);
  }

  source(source: string, table: string): Relation {
    const id = this.known.sources.get(`${source}.${table}`);
    if (id === undefined) {
      const near = nearestHint(`${source}.${table}`, this.known.sources.keys());
      const hint = near ?? 'Sources are described in a properties file under sources:.';
      throw new DbtTemplateError('DBT_SOURCE_NOT_FOUND', `source('${source}', '${table}'): there is no such source`, { hint });
    }
    this.sources.push([source, table]);
    return this.depend(id);
  }

  config(written: Readonly<Record<string, unknown>>): void {
    this.configs.push(written);
  }

  configValue(name: string): unknown {
    for (const written of this.configs.toReversed()) if (Object.hasOwn(written, name)) return written[name];
    return Object.hasOwn(this.configured, name) ? this.configured[name] : undefined;
  }

  private depend(id: string): Relation {
    if (!this.dependsOn.includes(id)) this.dependsOn.push(id);
    return new Relation(this.self);
  }
}
