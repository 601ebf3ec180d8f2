import { bindArguments, callable, HostObject, isMapping, isUndefined, toList, toRepr, toText } from '@weft/jinja';
import { recordOf } from '../../adapter/records.js';
import { dbtError, type DbtErrorHead } from '../context.errors.js';
import type { TemplateEvent } from '../template-world.js';
import { renderTable } from './text-table.js';

type Raise = (args: Readonly<Record<string, unknown>>) => never;

interface Entry {
  readonly parameters: readonly string[];
  readonly raise: Raise;
}

function raising(
  head: DbtErrorHead,
  parameters: readonly string[],
  message: (args: Readonly<Record<string, unknown>>) => string,
): Entry {
  return {
    parameters,
    raise: (args) => {
      throw dbtError(head, message(args));
    },
  };
}

const text = (value: unknown): string => (isUndefined(value) ? '' : toText(value));
const fieldOf = (value: unknown, name: string): string => {
  if (value instanceof HostObject) return text(value.attribute(name));
  return isMapping(value) ? text((recordOf(value) as Record<string, unknown>)[name]) : '';
};

const ENTRIES: Readonly<Record<string, Entry>> = {
  raise_compiler_error: raising('Compilation', ['msg', 'node'], ({ msg }) => text(msg)),
  raise_database_error: raising('Database', ['msg', 'node'], ({ msg }) => text(msg)),
  raise_dependency_error: raising('Runtime', ['msg'], ({ msg }) => text(msg)),
  raise_not_implemented: raising('Compilation', ['msg'], ({ msg }) => `ERROR: ${text(msg)}`),
  raise_fail_fast_error: raising('FailFast', ['msg', 'node'], ({ msg }) => text(msg)),
  raise_cache_inconsistent: raising('Internal', ['message'], ({ message }) => `Cache inconsistency detected: ${text(message)}`),
  raise_dataclass_not_dict: raising(
    'Compilation',
    ['obj'],
    ({ obj }) =>
      `The object ("${text(obj)}") was used as a dictionary. This capability has been removed from objects of this type.`,
  ),
  raise_dep_not_found: raising(
    'Compilation',
    ['node', 'node_description', 'required_pkg'],
    ({ node_description: described, required_pkg: wanted }) =>
      `Error while parsing ${text(described)}.\nThe required package "${text(wanted)}" was not found. Is the package installed?\nHint: You may need to run \`dbt deps\`.`,
  ),
  raise_ambiguous_alias: raising(
    'Compilation',
    ['node_1', 'node_2', 'duped_name'],
    ({ node_1: a, node_2: b, duped_name: name }) => {
      const duped =
        isUndefined(name) || name === null
          ? `${fieldOf(a, 'database')}.${fieldOf(a, 'schema')}.${fieldOf(a, 'alias')}`
          : text(name);
      const shown = [a, b].map((node) => `\n- ${fieldOf(node, 'unique_id')} (${fieldOf(node, 'original_file_path')})`).join('');
      return `dbt found two resources with the database representation "${duped}".\ndbt cannot create two resources with identical database representations. To fix this,\nchange the configuration of one of these resources:${shown}`;
    },
  ),
  raise_ambiguous_catalog_match: raising(
    'Compilation',
    ['unique_id', 'match_1', 'match_2'],
    ({ unique_id: id, match_1: a, match_2: b }) =>
      `dbt found two relations in your warehouse with similar database identifiers. dbt\nis unable to determine which of these relations was created by the model "${text(id)}".\nIn order for dbt to correctly generate the catalog, one of the following relations must be deleted or renamed:\n\n - ${text(a)}\n - ${text(b)}`,
  ),
  raise_duplicate_patch_name: raising(
    'Compilation',
    ['patch_1', 'existing_patch_path'],
    ({ patch_1: patch, existing_patch_path: path }) =>
      `dbt found two schema.yml entries for the same resource named ${fieldOf(patch, 'name')}. Resources and their associated columns may only be described a single time. To fix this, remove the resource entry for ${fieldOf(patch, 'name')} in one of these files:\n - ${fieldOf(patch, 'original_file_path')}\n${text(path)}`,
  ),
  raise_duplicate_resource_name: raising(
    'Compilation',
    ['node_1', 'node_2'],
    ({ node_1: a, node_2: b }) =>
      `dbt found two resources with the name "${fieldOf(a, 'name')}".\n\nTo fix this, change the name of one of these resources:\n- ${fieldOf(a, 'unique_id')} (${fieldOf(a, 'original_file_path')})\n- ${fieldOf(b, 'unique_id')} (${fieldOf(b, 'original_file_path')})`,
  ),
  raise_invalid_property_yml_version: raising(
    'Compilation',
    ['path', 'issue'],
    ({ path, issue }) =>
      `The yml property file at ${text(path)} is invalid because ${text(issue)}. Please consult the documentation for more information on yml property file syntax:\n\nhttps://docs.getdbt.com/reference/configs-and-properties`,
  ),
  missing_config: raising(
    'Compilation',
    ['model', 'name'],
    ({ model, name }) => `Model '${fieldOf(model, 'unique_id')}' does not define a required config parameter '${text(name)}'.`,
  ),
  missing_materialization: raising('Compilation', ['model', 'adapter_type'], ({ model, adapter_type: type }) => {
    const config = recordOf(model) as { config?: { materialized?: string } };
    return missingMaterialization(config.config?.materialized ?? '', text(type));
  }),
  missing_relation: raising('Compilation', ['relation', 'model'], ({ relation }) => `Relation ${text(relation)} not found!`),
  relation_wrong_type: raising(
    'Compilation',
    ['relation', 'expected_type', 'model'],
    ({ relation, expected_type: expected }) =>
      `Trying to create ${text(expected)} ${text(relation)}, but it currently exists as a ${fieldOf(relation, 'type')}. Either drop ${text(relation)} manually, or run dbt with \`--full-refresh\` and dbt will drop it for you.`,
  ),
  column_type_missing: raising(
    'Compilation',
    ['column_names'],
    ({ column_names: names }) =>
      `Contracted models require data_type to be defined for each column. Please ensure that the column name and data_type are defined within the YAML configuration for the ${toRepr(names)} column(s).`,
  ),
  raise_contract_error: raising('Compilation', ['yaml_columns', 'sql_columns'], ({ yaml_columns: yaml, sql_columns: sql }) =>
    contractMessage(columnsOf(yaml), columnsOf(sql)),
  ),
};

export function missingMaterialization(name: string, type: string): string {
  const searched = type === 'default' ? "'default'" : `'default' and '${type}'`;
  return `No materialization '${name}' was found for adapter ${type}! (searched types ${searched})`;
}

interface TypedColumn {
  readonly name: string;
  readonly type: string;
}

function columnsOf(value: unknown): TypedColumn[] {
  return toList(value).map((column) => ({ name: fieldOf(column, 'name'), type: fieldOf(column, 'data_type') }));
}

function contractMessage(contract: readonly TypedColumn[], query: readonly TypedColumn[]): string {
  if (contract.length === 0) return "This model has an enforced contract, and its 'columns' specification is missing";
  const inContract = new Map(contract.map((column) => [column.name, column]));
  const inQuery = new Set(query.map(({ name }) => name));
  const wrong = query.flatMap(({ name, type }) => {
    const expected = inContract.get(name);
    if (!expected) return [[name, type, '', 'missing in contract']];
    return expected.type === type ? [] : [[name, type, expected.type, 'data type mismatch']];
  });
  const missing = contract
    .filter(({ name }) => !inQuery.has(name))
    .map(({ name, type }) => [name, '', type, 'missing in definition']);
  const rows = [...wrong, ...missing].sort(([a = ''], [b = '']) => (a < b ? -1 : Number(a > b)));
  const table = renderTable(['column_name', 'definition_type', 'contract_type', 'mismatch_reason'], rows, { maxColumnWidth: 50 });
  return `This model has an enforced contract that failed.\nPlease ensure the name, data_type, and number of columns in your contract match the columns in your model's definition.\n\n${table}`;
}

/** `exceptions` of a template: what raises with dbt's words, and `warn`. */
export class Exceptions extends HostObject {
  override readonly mapping = true;

  constructor(private readonly onEvent: (event: TemplateEvent) => void) {
    super();
  }

  attribute(name: string): unknown {
    if (name === 'warn') {
      return callable(name, ([message], kwargs) => this.warn('JinjaLogWarning', text(message ?? kwargs.get('msg'))));
    }
    if (name === 'warn_snapshot_timestamp_data_types') {
      return callable(name, ([snapshot, updated], kwargs) => {
        const shown = text(snapshot ?? kwargs.get('snapshot_time_data_type'));
        const own = text(updated ?? kwargs.get('updated_at_data_type'));
        this.warn(
          'SnapshotTimestampWarning',
          `Data type of snapshot table timestamp columns (${shown}) doesn't match derived column 'updated_at' (${own}). Please update snapshot config 'updated_at'.`,
        );
        return null;
      });
    }
    const entry = Object.hasOwn(ENTRIES, name) ? ENTRIES[name] : undefined;
    return entry && callable(name, (args, kwargs) => entry.raise(bindArguments(name, entry.parameters, args, kwargs)));
  }

  private warn(name: string, message: string): string {
    this.onEvent({ kind: 'warn', name, message });
    return '';
  }

  toString(): string {
    return '<exceptions>';
  }
}
