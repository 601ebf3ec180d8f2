import { DbtTemplateError } from '../context/context.errors.js';
import type { NodeBehaviour } from '../context/node-context.js';
import { Relation } from '../context/relation.js';
import type { Manifest } from '../manifest/manifest.js';
import type { ManifestNode } from '../manifest/manifest-node.js';

/** Looks up what a node refers to; its configuration is settled. */
export class ExecutingBehaviour implements NodeBehaviour {
  constructor(
    private readonly manifest: Manifest,
    private readonly node: ManifestNode,
  ) {}

  ref(name: string): Relation {
    const model = this.manifest.nodes[`model.${this.node.package_name}.${name}`];
    if (!model || !this.dependsOn(model.unique_id)) throw notParsed(`ref('${name}')`);
    return new Relation({ database: model.database ?? '', schema: model.schema, identifier: model.alias });
  }

  source(sourceName: string, table: string): Relation {
    const source = this.manifest.sources[`source.${this.node.package_name}.${sourceName}.${table}`];
    if (!source || !this.dependsOn(source.unique_id)) throw notParsed(`source('${sourceName}', '${table}')`);
    return new Relation({ database: source.database ?? '', schema: source.schema, identifier: source.identifier });
  }

  config(): void {
    // What it says was read when the project was parsed.
  }

  configValue(name: string): unknown {
    const config: Readonly<Record<string, unknown>> = { ...this.node.config };
    return Object.hasOwn(config, name) ? config[name] : undefined;
  }

  private dependsOn(uniqueId: string): boolean {
    return 'nodes' in this.node.depends_on && this.node.depends_on.nodes.includes(uniqueId);
  }
}

/** A dependency that only shows when `execute` is true would run at the wrong time. */
function notParsed(call: string): DbtTemplateError {
  return new DbtTemplateError('DBT_HIDDEN_DEPENDENCY', `${call} was not seen when the project was parsed`, {
    hint: `Put it outside of {% if execute %}, or name it in a comment: -- depends_on: {{ ${call} }}`,
  });
}
