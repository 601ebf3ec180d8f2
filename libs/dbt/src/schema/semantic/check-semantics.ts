import type { Json, ModelNode, SemanticModel } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { SchemaState } from '../schema-state.js';
import { labelFaults, metricFaults, savedQueryFaults } from './metric-faults.js';
import { elementFaults, measureFaults, nameFaults } from './semantic-faults.js';

const GRAINS = ['nanosecond', 'microsecond', 'millisecond', 'second', 'minute', 'hour', 'day'];
const LEGACY_SPINE = 'metricflow_time_spine';
const LINKS = 'https://docs.getdbt.com/reference/global-configs/behavior-changes.';

/** What a semantic layer asks of metrics and semantic models. Where a project has both, what is wrong with them stops it, as in dbt. */
export function checkSemantics(scope: ParseScope): void {
  const { metrics, semanticModels } = scope.store;
  if (metrics.size === 0 || semanticModels.size === 0) return;
  if (!checkTimeSpine(scope)) return;
  const faults = [...semanticModels.values()].flatMap((model) => faultsOfModel(scope, model));
  const others = faultsOfLayer(scope);
  warnOfOldParameters(scope);
  const all = [...faults, ...others];
  for (const { message, id } of all) tell(scope, id, message);
  if (all.length > 0) scope.problems.dbt('Parsing', 'Semantic Manifest validation failed.');
}

interface Fault {
  readonly id: string;
  readonly message: string;
}

function faultsOfModel({ store }: ParseScope, model: SemanticModel): Fault[] {
  const others = [...store.semanticModels.values()].filter((other) => other !== model);
  const shared = model.measures.flatMap(({ name }) => {
    const places = others.filter(({ measures }) => measures.some((measure) => measure['name'] === name));
    const list = places.map((other) => `'${other.name}'`).join(', ');
    return places.length > 0
      ? [`Found measure with name ${String(name)} in multiple semantic models with names ([${list}])`]
      : [];
  });
  const messages = [
    ...nameFaults(model.name),
    ...elementFaults(model),
    ...model.measures.flatMap((one) => measureFaults(model, one)),
    ...shared,
  ];
  return messages.map((message) => ({ id: model.unique_id, message }));
}

/** Metrics, saved queries, and labels that are used twice. */
function faultsOfLayer({ store }: ParseScope): Fault[] {
  const [metrics, models] = [[...store.metrics.values()], [...store.semanticModels.values()]];
  const layer = { metrics, models, grains: customGrains(store) };
  const labels = [...labelFaults('metric', metrics), ...labelFaults('semantic model', models)];
  return [
    ...metrics.flatMap((metric) => metricFaults(metric, layer).map((message) => ({ id: metric.unique_id, message }))),
    ...[...store.savedQueries.values()].flatMap((query) =>
      savedQueryFaults(query, layer).map((message) => ({ id: query.unique_id, message })),
    ),
    ...labels.map((message) => ({ id: '', message })),
  ];
}

function customGrains({ nodes }: ParseScope['store']): Set<string> {
  const spines = [...nodes.values()].flatMap((node) =>
    node.resource_type === 'model' && node.time_spine ? [node.time_spine] : [],
  );
  return new Set(spines.flatMap((spine) => ((spine['custom_granularities'] ?? []) as Json[]).map(({ name }) => String(name))));
}

function tell(scope: ParseScope, id: string, message: string): void {
  const place = SchemaState.of(scope).places.get(id);
  scope.problems.warn('SemanticValidationFailure', message, place ? { location: place.source.locate(place.path) } : {});
}

/** Without a table of days no metric has a time. */
function checkTimeSpine(scope: ParseScope): boolean {
  const models = [...scope.store.nodes.values()].filter((node): node is ModelNode => node.resource_type === 'model');
  const grains = models.flatMap(({ time_spine: spine, columns }) => {
    const grain = spine && columns[String(spine['standard_granularity_column'])]?.granularity;
    return grain ? [grain] : [];
  });
  const legacy = models.find(({ name }) => name === LEGACY_SPINE);
  if (!legacy && !grains.some((grain) => GRAINS.includes(grain))) {
    scope.problems.dbt(
      'Parsing',
      'The semantic layer requires a time spine model with granularity DAY or smaller in the project, but none was found. Guidance on ' +
        'creating this model can be found on our docs site (https://docs.getdbt.com/docs/build/metricflow-time-spine).',
    );
    return false;
  }
  if (
    legacy?.time_spine === null &&
    !grains.includes('day') &&
    scope.flags['require_yaml_configuration_for_mf_time_spines'] !== true
  ) {
    scope.problems.warn(
      'MFTimespineWithoutYamlConfigurationDeprecation',
      'Time spines without YAML configuration are in the process of deprecation. Please add YAML configuration for your ' +
        "'metricflow_time_spine' model. See documentation on MetricFlow time spines: https://docs.getdbt.com/docs/build/metricflow-time-spine " +
        `and behavior change documentation: ${LINKS}`,
    );
  }
  return true;
}

function warnOfOldParameters(scope: ParseScope): void {
  const old = [...scope.store.metrics.values()].filter(({ type_params: params }) => params['window'] ?? params['grain_to_date']);
  const first = old[0];
  if (!first) return;
  const nested = '`type_params.cumulative_type_params.window` and `type_params.cumulative_type_params.grain_to_date`';
  if (scope.flags['require_nested_cumulative_type_params'] === true) {
    const names = old.map(({ name }) => name).join(', ');
    const message =
      `Cumulative fields \`type_params.window\` and \`type_params.grain_to_date\` should be nested under ${nested}. ` +
      `Invalid metrics: ${names}. See documentation on behavior changes: ${LINKS}`;
    tell(scope, first.unique_id, message);
    scope.problems.dbt('Parsing', 'Semantic Manifest validation failed.');
    return;
  }
  const place = SchemaState.of(scope).places.get(first.unique_id);
  scope.problems.warn(
    'MFCumulativeTypeParamsDeprecation',
    'Cumulative fields `type_params.window` and `type_params.grain_to_date` have been moved and will soon be deprecated. Please nest those ' +
      `values under ${nested}. See documentation on behavior changes: ${LINKS}`,
    place ? { location: place.source.locate(place.path) } : {},
  );
}
