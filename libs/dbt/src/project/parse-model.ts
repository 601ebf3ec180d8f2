import { createHash } from 'node:crypto';
import { Template } from '@weft/jinja';
import type { SourceLocation } from '@weft/kernel';
import { checkConfig, type ConfigValues } from '../config/check-config.js';
import { MODEL_FIELDS } from '../config/config-fields.js';
import { mergeConfigs } from '../config/merge-configs.js';
import { type Context, MacroCalls } from '../context/bind-macros.js';
import { nodeContext } from '../context/node-context.js';
import { ParsingBehaviour } from '../context/parsing-behaviour.js';
import { renderRelation } from '../context/relation.js';
import type { ModelConfig, ModelNode } from '../manifest/manifest-node.js';
import { buildColumns } from './build-columns.js';
import type { ModelFile } from './find-models.js';
import { nameRelation } from './name-relation.js';
import type { ParseScope } from './parse-scope.js';
import type { Written } from './read-schema-files.js';
import type { ModelProperties } from './schema-file.js';

const DEFAULTS: ModelConfig = {
  enabled: true,
  alias: null,
  schema: null,
  database: null,
  tags: [],
  meta: {},
  group: null,
  materialized: 'view',
  docs: { show: true, node_color: null },
};

export interface ModelInput {
  readonly model: ModelFile;
  readonly source: string;
  readonly written: Written<ModelProperties> | undefined;
}

/** One model: its template is rendered once to learn what it refers to and how it configures itself. Null, with problems, if it fails. */
export function parseModel({ model, source, written }: ModelInput, scope: ParseScope): ModelNode | null {
  const { project, settings, problems } = scope;
  const at: SourceLocation = { file: model.file, line: 1 };
  const fqn = [project.name, ...model.path.replace(/\.sql$/, '').split('/')];
  const outer = [...scope.configs.ofModel(fqn), yamlConfig(written, scope)];
  const self = { database: settings.target.database, schema: settings.target.schema, identifier: model.name };
  const behaviour = new ParsingBehaviour(scope.known, self, mergeConfigs(outer));
  const calls = new MacroCalls();
  const stub = { name: model.name, resource_type: 'model', unique_id: `model.${project.name}.${model.name}`, fqn };
  const context = nodeContext({ ...scope, mode: 'parse', calls, behaviour, self, model: stub });
  try {
    new Template(source, model.file).render(context);
    const inner = behaviour.configs.map((config) => checked(config, at, scope));
    const config = { ...DEFAULTS, ...mergeConfigs([...outer, ...inner]) } as ModelConfig;
    const macros = [...calls.direct];
    return toNode({ model, source, written }, scope, {
      config,
      behaviour,
      context,
      macros,
      fqn,
      unrendered: mergeConfigs([...outer, ...inner]),
    });
  } catch (error) {
    problems.template(error, at, Object.keys(context));
    return null;
  }
}

function yamlConfig(written: Written<ModelProperties> | undefined, scope: ParseScope): ConfigValues {
  if (!written) return {};
  const { config, tags, meta, docs } = written.value;
  const all = { ...config, ...(tags && { tags }), ...(meta && { meta }), ...(docs && { docs }) };
  return checked(all, written.file.locate([...written.path, 'config']), scope);
}

function checked(written: ConfigValues, location: SourceLocation, { problems }: ParseScope): ConfigValues {
  const { values, faults } = checkConfig(MODEL_FIELDS, written);
  for (const { code, message, hint } of faults) problems.error(code, message, { location, hint });
  return values;
}

interface Rendered {
  readonly config: ModelConfig;
  readonly behaviour: ParsingBehaviour;
  readonly context: Context;
  readonly macros: readonly string[];
  readonly fqn: readonly string[];
  readonly unrendered: ConfigValues;
}

function toNode({ model, source, written }: ModelInput, scope: ParseScope, rendered: Rendered): ModelNode {
  const { project, descriptions, createdAt } = scope;
  const { config, behaviour, context, macros, fqn, unrendered } = rendered;
  const rawCode = source.trim();
  const uniqueId = `model.${project.name}.${model.name}`;
  const description = written
    ? descriptions.render(written.value.description, written.file.locate([...written.path, 'description']))
    : { text: '', docBlocks: [] };
  const plain = { name: model.name, resource_type: 'model', unique_id: uniqueId, fqn: [...fqn], config, tags: config.tags };
  const relation = nameRelation(context, config, plain);
  return {
    database: relation.database,
    schema: relation.schema,
    name: model.name,
    resource_type: 'model',
    package_name: project.name,
    path: model.path,
    original_file_path: model.file,
    unique_id: uniqueId,
    fqn,
    alias: relation.identifier,
    checksum: { name: 'sha256', checksum: createHash('sha256').update(rawCode).digest('hex') },
    config,
    tags: config.tags,
    description: description.text,
    columns: written
      ? buildColumns({ value: written.value.columns, file: written.file, path: [...written.path, 'columns'] }, descriptions)
      : {},
    meta: config.meta,
    group: null,
    docs: config.docs,
    patch_path: written ? `${project.name}://${written.file.path}` : null,
    build_path: null,
    unrendered_config: unrendered,
    created_at: createdAt,
    relation_name: renderRelation(relation),
    raw_code: rawCode,
    doc_blocks: description.docBlocks,
    language: 'sql',
    refs: behaviour.refs,
    sources: behaviour.sources,
    metrics: [],
    functions: [],
    depends_on: { macros, nodes: behaviour.dependsOn },
    compiled_path: null,
    contract: { enforced: false, alias_types: true, checksum: null },
    access: 'protected',
    constraints: [],
    version: null,
    latest_version: null,
    deprecation_date: null,
    primary_key: [],
    time_spine: null,
  };
}
