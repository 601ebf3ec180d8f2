import { toRepr } from '@weft/jinja';
import type { Json, ManifestNode, ModelNode, SnapshotNode } from '../manifest/v12/index.js';
import { DbtError, type DbtErrorKind } from '../problems.js';
import type { ParseScope } from './parse-scope.js';

type PlaceOf = (node: { original_file_path: string; package_name: string }) => { file: string; line?: number };

/** What dbt checks of all nodes once refs are known. */
export function checkNodes(scope: ParseScope, placeOf: PlaceOf): void {
  const { store, problems } = scope;
  const guarded = (node: Parameters<PlaceOf>[0], check: () => void): void => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof DbtError)) throw error;
      problems.dbt(error.kind, error.message, { location: placeOf(node), ...error.details });
    }
  };
  const groups = [...store.groups.values()].map(({ name }) => name);
  for (const node of [...store.metrics.values(), ...store.semanticModels.values(), ...store.savedQueries.values()]) {
    guarded(node, () => checkGroup(node, groups));
  }
  for (const node of store.nodes.values()) {
    guarded(node, () => checkGroup(node, groups));
    if (node.resource_type === 'model') guarded(node, () => checkAccess(node));
    if (node.resource_type === 'snapshot') guarded(node, () => checkSnapshot(node));
    if (isMicrobatch(node)) guarded(node, () => checkMicrobatch(node, scope));
  }
  checkSpaces(scope);
  for (const one of store.functions.values()) guarded(one, () => checkDefaults(one));
}

function fail(kind: DbtErrorKind, message: string): never {
  throw new DbtError(kind, message);
}

interface Grouped {
  readonly group: string | null;
  readonly resource_type: string;
  readonly name: string;
  readonly original_file_path: string;
}

function checkGroup({ group, resource_type: type, name, original_file_path: path }: Grouped, groups: readonly string[]): void {
  if (!group || groups.includes(group)) return;
  const words = `Invalid group '${group}', expected one of ${toRepr([...groups].sort())}`;
  throw new DbtError('Parsing', words, { subject: `${type} ${name} (${path})` });
}

function checkAccess({ access, config, unique_id: id }: ModelNode): void {
  if (access !== 'public' || config.materialized !== 'ephemeral') return;
  fail('Parsing', `Node ${id} with 'ephemeral' materialization has an invalid value (public) for the access field`);
}

function checkSnapshot({ config }: SnapshotNode): void {
  const { strategy, unique_key: key, check_cols: columns, updated_at: updatedAt, materialized } = config;
  if (!strategy || isEmpty(key)) fail('Parsing', "Snapshots must be configured with a 'strategy' and 'unique_key'.");
  if (strategy === 'check') {
    if (isEmpty(columns)) {
      fail('Parsing', 'A snapshot configured with the check strategy must specify a check_cols configuration.');
    }
    if (typeof columns === 'string' && columns !== 'all') {
      fail('Parsing', `Invalid value for 'check_cols': ${columns}. Expected 'all' or a list of strings.`);
    }
  }
  if (strategy === 'timestamp') {
    if (!updatedAt)
      fail('Parsing', 'A snapshot configured with the timestamp strategy must specify an updated_at configuration.');
    if (!isEmpty(columns)) fail('Parsing', "A 'timestamp' snapshot should not have 'check_cols'");
  }
  if (materialized && materialized !== 'snapshot') fail('Parsing', "A snapshot must have a materialized value of 'snapshot'");
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function isMicrobatch(node: ManifestNode): node is ModelNode {
  const { materialized, incremental_strategy: strategy } = node.config;
  return node.resource_type === 'model' && materialized === 'incremental' && strategy === 'microbatch';
}

const BATCH_SIZES = ['hour', 'day', 'month', 'year'];

function checkMicrobatch(node: ModelNode, scope: ParseScope): void {
  const { config, name } = node;
  const { event_time: eventTime, batch_size: size, lookback, concurrent_batches: concurrent } = config;
  if (eventTime === null || eventTime === undefined) {
    fail(
      'Parsing',
      `Microbatch model '${name}' must provide an 'event_time' (string) config that indicates the name of the event time column.`,
    );
  }
  if (typeof eventTime !== 'string') {
    fail(
      'Parsing',
      `Microbatch model '${name}' must provide an 'event_time' config of type string, but got: ${typeOf(eventTime)}.`,
    );
  }
  checkBegin(config, name);
  if (!BATCH_SIZES.includes(String(size))) {
    const wanted = toRepr(BATCH_SIZES);
    const shown = size === null || size === undefined ? 'None' : String(size);
    fail('Parsing', `Microbatch model '${name}' must provide a 'batch_size' config that is one of ${wanted}, but got: ${shown}.`);
  }
  if (lookback !== null && !Number.isInteger(lookback)) {
    fail(
      'Parsing',
      `Microbatch model '${name}' must provide the optional 'lookback' config as type int, but got: ${typeOf(lookback)}).`,
    );
  }
  if (concurrent !== null && typeof concurrent !== 'boolean') {
    const words = "optional 'concurrent_batches' config must be of type `bool` if specified";
    fail('Parsing', `Microbatch model '${name}' ${words}, but got: ${typeOf(concurrent)}).`);
  }
  warnWithoutEventTime(node, scope);
}

const ISO_DATE =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,6})\d*)?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** dbt makes a datetime of it, which the manifest shows whole. */
function checkBegin(config: Json, name: string): void {
  const { begin } = config;
  if (begin === null || begin === undefined) {
    const words = 'that indicates the earliest timestamp the microbatch model should be built from.';
    fail('Parsing', `Microbatch model '${name}' must provide a 'begin' (datetime) config ${words}`);
  }
  if (typeof begin !== 'string') {
    fail('Parsing', `Microbatch model '${name}' must provide a 'begin' config of type datetime, but got: ${typeOf(begin)}.`);
  }
  const match = ISO_DATE.exec(begin);
  if (!match || Number.isNaN(Date.parse(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`))) {
    fail(
      'Parsing',
      `Microbatch model '${name}' must provide a 'begin' config of valid datetime (ISO format), but got: ${begin}.`,
    );
  }
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction, zone] = match;
  const offset =
    zone === undefined
      ? ''
      : zone === 'Z'
        ? '+00:00'
        : zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_, h: string, m?: string) => `${h}:${m ?? '00'}`);
  config['begin'] =
    `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction ? `.${fraction.padEnd(6, '0')}` : ''}${offset}`;
}

function warnWithoutEventTime(node: ModelNode, { store, problems }: ParseScope): void {
  const inputs = node.depends_on.nodes.map((id) => store.nodes.get(id) ?? store.sources.get(id));
  if (inputs.some((input) => input?.config['event_time'])) return;
  problems.warn(
    'MicrobatchModelNoEventTimeInputs',
    `The microbatch model '${node.name}' has no 'ref' or 'source' input with an 'event_time' configuration. \n` +
      'This means no filtering can be applied and can result in unexpected duplicate records in the resulting microbatch model.',
  );
}

/** Python's name of a value's type, as dbt shows it. */
function typeOf(value: unknown): string {
  const name =
    typeof value === 'boolean'
      ? 'bool'
      : typeof value === 'string'
        ? 'str'
        : typeof value === 'number'
          ? Number.isInteger(value)
            ? 'int'
            : 'float'
          : Array.isArray(value)
            ? 'list'
            : 'dict';
  return `<class '${name}'>`;
}

function checkSpaces({ store, flags, problems }: ParseScope): void {
  const bad = [...store.nodes.values()].filter((node) => node.name.includes(' '));
  if (bad.length === 0) return;
  if (flags['require_resource_names_without_spaces'] === true) {
    const list = bad.map((node) => `  * '${node.unique_id}' (${node.original_file_path})`).join('\n');
    const fix = 'Please rename the invalid model(s) so that their name(s) do not contain any spaces.';
    problems.dbt('Runtime', `Resource names cannot contain spaces:\n${list}\n${fix}`);
    return;
  }
  for (const node of bad.slice(0, 1)) {
    problems.warn('SpacesInResourceNameDeprecation', `Found spaces in the name of \`${node.unique_id}\``);
  }
  problems.warn(
    'ResourceNamesWithSpacesDeprecation',
    `Spaces found in ${bad.length} resource name(s). This is deprecated, and may lead to errors when using dbt.` +
      ' Run again with `--debug` to see them all. For more information: https://docs.getdbt.com/reference/global-configs/legacy-behaviors',
  );
}

function checkDefaults(one: { name: string; arguments: readonly { name: string; default_value: unknown }[] }): void {
  let withDefault = false;
  for (const argument of one.arguments) {
    const has = argument.default_value !== null && argument.default_value !== undefined;
    if (withDefault && !has) {
      const words = 'comes after a defaulted argument. Non-defaulted arguments cannot come after defaulted arguments. ';
      fail('Parsing', `Non-defaulted argument '${argument.name}' of function '${one.name}' ${words}`);
    }
    withDefault ||= has;
  }
}
