import { callable, Template, TemplateError, toText } from '@weft/jinja';
import type { ColumnInfo, ManifestDoc } from '../../manifest/v12/index.js';
import { nearestHint } from '../../nearest-hint.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { guardEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';

const HAS_JINJA = /[{][{%#]|[#}%][}]/;

interface Described {
  readonly unique_id: string;
  readonly package_name: string;
  readonly original_file_path: string;
}

interface DescribedText {
  description: string;
  doc_blocks?: string[];
}

/** Descriptions are rendered last, when all docs blocks are known: `{{ doc('name') }}`. */
export function resolveDescriptions(scope: ParseScope): void {
  const descriptions = new Descriptions(scope);
  const { store } = scope;
  for (const node of store.nodes.values()) descriptions.render(node, [node, ...columnsOf(node)]);
  for (const source of store.sources.values()) {
    descriptions.render(source, [source, ...columnsOf(source)]);
    descriptions.renderText(source, source.source_description, (text) => (source.source_description = text));
  }
  for (const macro of store.macros.values()) descriptions.render(macro, [macro, ...macro.arguments], false);
  for (const exposure of store.exposures.values()) descriptions.render(exposure, [exposure], false);
  for (const metric of store.metrics.values()) descriptions.render(metric, [metric], false);
  for (const model of store.semanticModels.values()) {
    const parts = [model, ...model.dimensions, ...model.measures, ...model.entities] as { description: string | null }[];
    descriptions.render(model, parts.filter(hasDescription), false);
  }
  for (const query of store.savedQueries.values()) descriptions.render(query, [query].filter(hasDescription), false);
}

function columnsOf({ columns }: { columns: Record<string, ColumnInfo> }): ColumnInfo[] {
  return Object.values(columns);
}

function hasDescription<T extends { description: string | null }>(part: T): part is T & { description: string } {
  return part.description !== null;
}

class Descriptions {
  private readonly context: Record<string, unknown>;
  private readonly docs = new Map<string, ManifestDoc[]>();
  private used: string[] = [];
  private current: Described | null = null;

  constructor(private readonly scope: ParseScope) {
    for (const doc of scope.store.docs.values()) this.docs.set(doc.name, [...(this.docs.get(doc.name) ?? []), doc]);
    this.context = Object.create(scope.yamlContext(scope.root.name)) as Record<string, unknown>;
    this.context['doc'] = callable('doc', (args) => this.doc(args));
  }

  render(owner: Described, parts: readonly DescribedText[], notesBlocks = true): void {
    for (const part of parts) {
      const blocks = this.renderText(owner, part.description, (text) => (part.description = text));
      if (notesBlocks && blocks.length > 0) part.doc_blocks = [...blocks];
    }
  }

  /** The docs blocks that the text quotes; a text that fails is a problem and stays as it is. */
  renderText(owner: Described, text: string, keep: (text: string) => void): readonly string[] {
    if (!HAS_JINJA.test(text)) return [];
    this.used = [];
    this.current = owner;
    this.guarded(owner, () => keep(new Template(text, owner.original_file_path, 1).render(this.context)));
    return this.used;
  }

  private guarded(owner: Described, step: () => void): void {
    const place = SchemaState.of(this.scope).places.get(owner.unique_id);
    const raise = (): void => {
      try {
        step();
      } catch (error) {
        throw error instanceof TemplateError ? new DbtError('Compilation', error.detail) : error;
      }
    };
    if (place) guardEntry(this.scope, place.source, [...place.path, 'description'], raise);
    else this.tell(owner, raise);
  }

  private tell({ original_file_path: file }: Described, step: () => void): void {
    try {
      step();
    } catch (error) {
      this.scope.problems.template(error, { file });
    }
  }

  private doc(args: readonly unknown[]): string {
    const [first, second] = args.map(toText);
    if (first === undefined || args.length > 2) {
      throw new DbtError('Compilation', `doc() takes at most two arguments (${args.length} given)`);
    }
    const [packageName, name] = second === undefined ? [null, first] : [first, second];
    const doc = this.find(name, packageName);
    if (!doc) throw this.notFound(name, packageName);
    this.used.push(doc.unique_id);
    return doc.block_contents;
  }

  private find(name: string, packageName: string | null): ManifestDoc | undefined {
    const own = this.current?.package_name ?? null;
    const root = this.scope.root.name;
    const named = this.docs.get(name) ?? [];
    const of = (wanted: string | null): ManifestDoc | undefined => named.find((doc) => doc.package_name === wanted);
    if (packageName !== null) return of(packageName);
    const nodeFirst = this.scope.flags['require_ref_searches_node_package_before_root'] === true;
    return (nodeFirst ? (of(own) ?? of(root)) : (of(root) ?? of(own))) ?? named[0];
  }

  private notFound(name: string, packageName: string | null): DbtError {
    const where = packageName === null ? '' : `in package '${packageName}' `;
    const hint = nearestHint(name, this.docs.keys());
    const message = `Documentation for '${this.current?.unique_id ?? ''}' depends on doc '${name}' ${where} which was not found`;
    return new DbtError('Compilation', message, hint === undefined ? {} : { hint });
  }
}
