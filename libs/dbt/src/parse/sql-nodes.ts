import { scanBlocks, type SourceBlock, TemplateError } from '@weft/jinja';
import { blankCode, blankNode } from '../manifest/blank-node.js';
import { sha256 } from '../manifest/file-hash.js';
import type { FileHash, Json, ManifestNode, ModelNode } from '../manifest/v12/index.js';
import { DbtError } from '../problems.js';
import type { ManifestStore } from './manifest-store.js';
import type { NodeParser } from './node-parser.js';
import { readPythonNode } from './python-nodes.js';
import { warnOfStrayTag } from './read-macros.js';
import { pythonStrip } from './python-strip.js';
import type { ConfigRequest, Configs, ConfiguredType, PackageFile } from './parse-scope.js';
import type { Problems } from '../problems.js';

type NodeType = ManifestNode['resource_type'];

/** What dbt names as the file of SQL of the command line. */
export const INLINE_PLACE = 'from remote system.sql';

/** One node as its file has it. */
export interface NodeText {
  readonly type: Extract<ConfiguredType, NodeType>;
  readonly name: string;
  readonly file: PackageFile;
  /** dbt's `path`, which also says the fqn. */
  readonly path: string;
  readonly fqn: readonly string[];
  readonly code: string;
  readonly checksum: FileHash;
  readonly line?: number | undefined;
  readonly tags?: readonly string[];
  readonly more?: Json;
}

export interface NodeReaderOptions {
  readonly store: ManifestStore;
  readonly configs: Configs;
  readonly parser: NodeParser;
  readonly problems: Problems;
  readonly createdAt: number;
  readonly target: { readonly database: string; readonly schema: string };
  /** Absolute, for seeds' root_path; null where the files have no folder. */
  readonly projectRoot: string | null;
  /** Where each node's text begins, filled in as nodes are read. */
  readonly places: Map<unknown, { file: string; line?: number }>;
}

/** Files that are nodes themselves -> nodes of the manifest, configured by their own config() and by dbt_project.yml. */
export class NodeReader {
  constructor(private readonly options: NodeReaderOptions) {}

  model(file: PackageFile): void {
    const python = file.path.toLowerCase().endsWith('.py');
    this.add({ ...this.whole(file, 'model'), more: python ? { language: 'python' } : {} });
  }

  analysis(file: PackageFile): void {
    const path = `analysis/${file.relativePath}`;
    this.add({ ...this.whole(file, 'analysis'), path, fqn: fqnOf(file, path) });
  }

  singularTest(file: PackageFile): void {
    this.add(this.whole(file, 'test'));
  }

  function(file: PackageFile): void {
    this.add({ ...this.whole(file, 'function'), more: file.path.toLowerCase().endsWith('.py') ? { language: 'python' } : {} });
  }

  seed(file: PackageFile): void {
    const text = file.read();
    const checksum = Buffer.byteLength(text) > LARGE_SEED ? { name: 'path', checksum: file.path } : sha256(pythonStrip(text));
    this.add({ ...this.whole(file, 'seed'), code: '', checksum });
  }

  /** A file may hold several snapshot blocks; the file's name is a part of their fqn. */
  snapshots(file: PackageFile): void {
    const text = pythonStrip(file.read());
    try {
      const tellStray = (word: string): void => warnOfStrayTag(this.options.problems, word, file.relativePath);
      for (const block of scanBlocks(text, ['snapshot'], file.path, tellStray)) {
        const folders = withoutExtension(file.relativePath).split('/');
        const fqn = [file.project.name, ...folders, block.name];
        const { name, line } = block;
        const code = contentsOf(block);
        this.add({ type: 'snapshot', name, file, path: file.relativePath, fqn, code, checksum: sha256(text), line });
      }
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      this.options.problems.template(error, { file: file.place });
    }
  }

  /** `on-run-start` and `on-run-end` of a package. */
  hooks(file: PackageFile): void {
    const { project } = file;
    const checksum = sha256(pythonStrip(file.read()));
    const add = (moment: string, hooks: readonly string[]): void =>
      hooks.forEach((code, index) => {
        const name = `${project.name}-${moment}-${index}`;
        const path = `hooks/${name}.sql`;
        const fqn = [project.name, 'hooks', name];
        this.add({ type: 'operation', name, file, path, fqn, code, checksum, tags: [moment], more: { index } });
      });
    add('on-run-start', project.onRunStart);
    add('on-run-end', project.onRunEnd);
  }

  /** SQL of the command line, as a node of the root project. */
  inline(code: string, { project, searchPath }: PackageFile): void {
    const path = 'sql/inline_query';
    const file = {
      project,
      searchPath,
      path: INLINE_PLACE,
      relativePath: path,
      place: INLINE_PLACE,
      id: `${project.name}://${path}`,
      read: () => code,
    };
    const fqn = [project.name, 'sql', 'inline_query'];
    this.add({ type: 'sql_operation', name: 'inline_query', file, path, fqn, code, checksum: sha256(code) });
  }

  private whole(file: PackageFile, type: NodeText['type']): NodeText {
    const code = type === 'seed' ? '' : pythonStrip(file.read());
    const name = withoutExtension(file.relativePath).split('/').pop() ?? '';
    const fqn = fqnOf(file, file.relativePath);
    return { type, name, file, path: file.relativePath, fqn, code, checksum: sha256(code) };
  }

  private add(text: NodeText): void {
    const { store, problems, places } = this.options;
    const place = { file: text.file.place, ...(text.line !== undefined && { line: text.line }) };
    try {
      const node = this.nodeOf(text);
      places.set(node, place);
      if (!this.configure(node, text)) {
        store.failed.add(text.name);
        return;
      }
      if (!node.config.enabled) store.addDisabled(node);
      else if (node.resource_type === 'function') this.addFunction(node);
      else this.addNode(node);
    } catch (error) {
      store.failed.add(text.name);
      if (error instanceof DbtError) problems.dbt(error.kind, error.message, { location: place, ...error.details });
      else if (error instanceof TemplateError) problems.template(error, place);
      else throw error;
    }
  }

  private addNode(node: ManifestNode): void {
    const other = this.options.store.nodes.get(node.unique_id);
    if (other) throw duplicate(node, other);
    this.options.store.addNode(node);
  }

  private addFunction(node: Extract<ManifestNode, { resource_type: 'function' }>): void {
    const other = this.options.store.functions.get(node.unique_id);
    if (other) throw duplicate(node, other);
    this.options.store.functions.set(node.unique_id, node);
  }

  private configure(node: ManifestNode, text: NodeText): boolean {
    const { parser } = this.options;
    const request = requestOf(text);
    const isPython = 'language' in node && node.language === 'python';
    const calls = isPython ? readPythonNode(node) : text.type === 'seed' ? undefined : parser.render(node, request);
    if (calls === null) return false;
    parser.configure(node, { ...request, calls });
    if (calls && node.resource_type === 'model' && isPlain(node)) Object.assign(node.unrendered_config, calls.rendered);
    return true;
  }

  private nodeOf(text: NodeText): ManifestNode {
    const { configs, createdAt, target } = this.options;
    const { type, name, file, path, fqn, code, checksum } = text;
    const base = {
      database: target.database,
      schema: target.schema,
      name,
      resource_type: type,
      package_name: file.project.name,
      path,
      original_file_path: type === 'operation' ? './dbt_project.yml' : file.path,
      unique_id: `${type}.${file.project.name}.${name}`,
      fqn: [...fqn],
      alias: name,
      checksum,
      config: configs.build(requestOf(text)),
      ...blankNode(createdAt),
      tags: [...(text.tags ?? [])],
      raw_code: code,
    };
    return { ...base, ...this.partsOf(type, file), ...text.more } as unknown as ManifestNode;
  }

  private partsOf(type: NodeType, file: PackageFile): Json {
    if (type === 'seed') return { root_path: this.rootOf(file), depends_on: { macros: [] } };
    const compiled = blankCode();
    if (type === 'model') return { ...compiled, ...MODEL_PARTS() };
    return type === 'function'
      ? { ...compiled, arguments: [], returns: { data_type: 'INVALID_TYPE', description: null } }
      : compiled;
  }

  private rootOf(file: PackageFile): string | null {
    const { projectRoot } = this.options;
    if (projectRoot === null) return null;
    return file.project.folder === '' ? projectRoot : `${projectRoot}/${file.project.folder}`;
  }
}

/** Without the white space that the tags' `-` takes away. */
function contentsOf({ contents, trim }: SourceBlock): string {
  const started = trim.opening[1] === '-' ? contents.trimStart() : contents;
  return trim.closing[0] === '-' ? started.trimEnd() : started;
}

/**
 * Whether dbt reads the model without running it, because it only refers and configures. It then puts the model's own config() last into
 * the unrendered one, over what the root says of a package.
 */
function isPlain({ raw_code: code, language }: ModelNode): boolean {
  return language === 'sql' && !/\{%|[|~]/.test(code) && !/\{\{-?\s*(?!\s|(?:ref|source|config)\s*\()/.test(code);
}

const LARGE_SEED = 1024 * 1024;

const MODEL_PARTS = (): Json => ({
  access: 'protected',
  constraints: [],
  version: null,
  latest_version: null,
  deprecation_date: null,
  primary_key: [],
  time_spine: null,
});

function requestOf({ type, fqn, file }: NodeText): ConfigRequest {
  return { resourceType: type, fqn, packageName: file.project.name };
}

function fqnOf(file: PackageFile, path: string): readonly string[] {
  return [file.project.name, ...withoutExtension(path).split('/')];
}

function withoutExtension(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

const PLURALS: Readonly<Record<string, string>> = { analysis: 'analyses' };
const REFABLE: ReadonlySet<string> = new Set(['model', 'seed', 'snapshot']);

function duplicate(node: ManifestNode, other: ManifestNode): DbtError {
  const { name, resource_type: type } = node;
  const shown = REFABLE.has(type) ? `ref("${name}")` : name;
  return new DbtError(
    'Compilation',
    `dbt found two ${PLURALS[type] ?? `${type}s`} with the name "${name}".\n\nSince these resources have the same name, dbt will be ` +
      `unable to find the correct resource\nwhen looking for ${shown}.\n\nTo fix this, change the name of one of these resources:\n- ` +
      `${node.unique_id} (${node.original_file_path})\n- ${other.unique_id} (${other.original_file_path})`,
  );
}
