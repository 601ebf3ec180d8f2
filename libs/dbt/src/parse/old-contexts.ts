import { baseContext } from '../context/base-context.js';
import { MacroCalls } from '../context/bind-macros.js';
import { type NodeBehaviour, nodeContext } from '../context/node-context.js';
import { Relation, type RelationParts } from '../context/relation.js';
import type { TemplateProject } from '../context/template-project.type.js';
import type { Json } from '../manifest/v12/index.js';
import type { Vars } from '../project/project-settings.js';
import type { Context, ParseContextOptions, ParseContexts, ParseRecorder } from './parse-context.port.js';

class RecordedCalls extends MacroCalls {
  private open = 0;

  constructor(private readonly recorder: ParseRecorder | null) {
    super();
  }

  override enter(uniqueId: string): void {
    if (this.open++ === 0) this.recorder?.macro(uniqueId);
  }

  override leave(): void {
    this.open--;
  }
}

class RecordedBehaviour implements NodeBehaviour {
  constructor(
    private readonly recorder: ParseRecorder | null,
    private readonly self: RelationParts,
  ) {}

  ref(name: string, packageName: string | null): Relation {
    this.recorder?.ref({ name, package: packageName, version: null });
    return new Relation(this.self);
  }

  source(source: string, table: string): Relation {
    this.recorder?.source(source, table);
    return new Relation(this.self);
  }

  config(written: Readonly<Record<string, unknown>>): void {
    const values = Object.entries(written).map(([key, value]) => [key.replace(/^(pre|post)_hook$/, '$1-hook'), value]);
    this.recorder?.config(Object.fromEntries(values) as Json);
  }

  configValue(): unknown {
    return '';
  }
}

export type VarsOf = (packageName: string) => Vars;

/** The contexts of before, until those of context/ stand. */
export class OldContexts implements ParseContexts {
  constructor(
    private readonly shown: Json,
    private readonly varsOf: VarsOf,
  ) {}

  parseContext({ project, node, recorder }: ParseContextOptions): Context {
    const self = { database: node.database ?? '', schema: node.schema, identifier: node.alias };
    return this.context(project, node.package_name, { recorder, self, model: node as unknown as Json });
  }

  nameMacroContext(project: TemplateProject, packageName: string): Context {
    const self = { database: '', schema: '', identifier: '' };
    return this.context(project, packageName, { recorder: null, self, model: {} });
  }

  yamlContext(project: TemplateProject, packageName: string): Context {
    return { ...baseContext({ vars: this.varsOf(packageName), env: project.env }), target: this.shown };
  }

  private context(
    project: TemplateProject,
    packageName: string,
    { recorder, self, model }: { recorder: ParseRecorder | null; self: RelationParts; model: Json },
  ): Context {
    return nodeContext({
      mode: 'parse',
      settings: { projectName: project.name, target: this.shown as never, vars: this.varsOf(packageName) },
      env: project.env,
      library: project.macros,
      calls: new RecordedCalls(recorder),
      behaviour: new RecordedBehaviour(recorder, self),
      self,
      model,
    });
  }
}
