import type { Json, Metric, SavedQuery, SemanticModel } from '../../manifest/v12/index.js';
import { isGrain, nameFaults } from './semantic-faults.js';

const NO_CUSTOM = 'Custom granularities are not supported for this field yet.';

/** What the rules of metrics look into. */
export interface SemanticLayer {
  readonly metrics: readonly Metric[];
  readonly models: readonly SemanticModel[];
  /** Names of granularities that the project has made. */
  readonly grains: ReadonlySet<string>;
}

/** What a semantic layer refuses in a metric. */
export function metricFaults(metric: Metric, layer: SemanticLayer): string[] {
  return [
    ...nameFaults(metric.name),
    ...inputFaults(metric, layer),
    ...cumulativeFaults(metric, layer),
    ...conversionFaults(metric, layer),
  ];
}

/** Aliases and times of the metrics that a metric is made of. */
function inputFaults({ name, type, type_params: params }: Metric, { grains }: SemanticLayer): string[] {
  const inputs = (params['metrics'] ?? []) as readonly Json[];
  const taken = new Set(inputs.map((input) => String(input['name'])));
  const none = `No input metrics found for derived metric '${name}'. Please add metrics to type_params.metrics.`;
  const faults = type === 'derived' && inputs.length === 0 ? [none] : [];
  for (const input of inputs) {
    const [own, alias] = [String(input['name']), input['alias'] as string | null];
    if (type === 'derived' && alias) {
      faults.push(...nameFaults(alias));
      if (taken.has(alias))
        faults.push(`Alias '${alias}' for input metric: '${own}' is already being used. Please choose another alias.`);
      taken.add(alias);
    }
    faults.push(...offsetFaults(name, input, grains));
  }
  return faults;
}

function offsetFaults(metric: string, input: Json, grains: ReadonlySet<string>): string[] {
  const [window, grain] = [input['offset_window'] as Json | null, input['offset_to_grain'] as string | null];
  return [
    ...(window ? windowFaults(window, grains, true) : []),
    ...(grain && !isGrain(grain) ? [`Invalid time granularity found in \`offset_to_grain\`: '${grain}'. ${NO_CUSTOM}`] : []),
    ...(window && grain
      ? [
          `Both offset_window and offset_to_grain set for derived metric '${metric}' on input metric '${String(input['name'])}'. Please set ` +
            'one or the other.',
        ]
      : []),
  ];
}

function cumulativeFaults({ type, type_params: params }: Metric, { grains }: SemanticLayer): string[] {
  if (type !== 'cumulative') return [];
  const nested = (params['cumulative_type_params'] ?? {}) as Json;
  const window = (nested['window'] ?? params['window'] ?? null) as Json | null;
  const grain = (nested['grain_to_date'] ?? params['grain_to_date'] ?? null) as string | null;
  return [
    ...(grain && !isGrain(grain.toLowerCase())
      ? [`Invalid time granularity found in \`grain_to_date\`: '${grain.toLowerCase()}'. ${NO_CUSTOM}`]
      : []),
    ...(window && grain ? ['Both window and grain_to_date set for cumulative metric. Please set one or the other.'] : []),
    ...(window ? windowFaults(window, grains) : []),
  ];
}

function windowFaults({ count, granularity }: Json, custom: ReadonlySet<string>, takesCustom = false): string[] {
  const written = String(granularity);
  const isKnown = (grain: string): boolean => isGrain(grain) || custom.has(grain);
  const grain = written.endsWith('s') && isKnown(written.slice(0, -1)) ? written.slice(0, -1) : written;
  const message = `Invalid time granularity '${grain}' in window: '${String(count)} ${written}'`;
  if (!isKnown(grain)) return [message];
  return takesCustom || isGrain(grain) ? [] : [`${message} ${NO_CUSTOM}`];
}

/** Conversions are counted, on both sides by an entity that both have. */
function conversionFaults({ name, type, type_params: params }: Metric, { models, grains }: SemanticLayer): string[] {
  const conversion = params['conversion_type_params'] as Json | null;
  if (type !== 'conversion' || !conversion) return [];
  const sides = ['base_measure', 'conversion_measure'].map((side) => sideOf(conversion[side] as Json, models));
  const [base, converted] = sides;
  if (!base || !converted) return [`For metric '${name}', conversion measures specified was not found.`];
  const entity = String(conversion['entity']);
  const has = ({ model }: Side): boolean => model.entities.some((one) => one['name'] === entity);
  const window = conversion['window'] as Json | null;
  return [
    ...(has(base) ? [] : [`Entity: ${entity} not found in base semantic model: ${base.model.name}.`]),
    ...(has(converted) ? [] : [`Entity: ${entity} not found in conversion semantic model: ${converted.model.name}.`]),
    ...[base, converted].flatMap(({ measure }) => countFaults(measure)),
    ...(window ? windowFaults(window, grains) : []),
  ];
}

interface Side {
  readonly model: SemanticModel;
  readonly measure: Json;
}

function sideOf(input: Json, models: readonly SemanticModel[]): Side | null {
  for (const model of models) {
    const measure = model.measures.find(({ name }) => name === input['name']);
    if (measure) return { model, measure };
  }
  return null;
}

function countFaults({ name, agg, expr }: Json): string[] {
  if (agg === 'count' || agg === 'count_distinct' || (agg === 'sum' && expr === '1')) return [];
  const type = `AggregationType.${String(agg).toUpperCase()}`;
  return [
    `For conversion metrics, the measure must be COUNT/SUM(1)/COUNT_DISTINCT. Measure: ${String(name)} is agg type: ${type}`,
  ];
}

/** A saved query asks for metrics that there are, grouped by what the semantic models have. */
export function savedQueryFaults({ name, query_params: query }: SavedQuery, { metrics, models }: SemanticLayer): string[] {
  const known = new Set(metrics.map((metric) => metric.name));
  const elements = new Set([...known, 'metric_time']);
  for (const { dimensions, entities } of models) {
    for (const one of [...dimensions, ...entities]) elements.add(String(one['name']));
  }
  const { metrics: asked = [], group_by: groups = [], limit = null } = query as unknown as Asked;
  return [
    ...nameFaults(name),
    ...asked.filter((metric) => !known.has(metric)).map((metric) => `\`${metric}\` is not a valid metric name.`),
    ...groups.filter((group) => !elements.has(elementOf(group))).map((group) => `\`${group}\` is not a valid group-by name.`),
    ...(limit !== null && limit < 0 ? [`Invalid limit value: ${limit} (should be >= 0)`] : []),
  ];
}

interface Asked {
  readonly metrics?: readonly string[];
  readonly group_by?: readonly string[];
  readonly limit?: number | null;
}

/** `TimeDimension('order__placed_at', 'day')`: placed_at. */
function elementOf(group: string): string {
  const named = /^\s*\w+\(\s*(['"])(.*?)\1/.exec(group)?.[2] ?? '';
  return named.split('__').at(-1)?.toLowerCase() ?? '';
}

/** A label stands for one thing. */
export function labelFaults(kind: string, named: readonly { readonly name: string; readonly label: string | null }[]): string[] {
  const taken = new Map<string, string>();
  return named.flatMap(({ name, label }) => {
    const other = label === null ? undefined : taken.get(label);
    if (label !== null && other === undefined) taken.set(label, name);
    return other === undefined
      ? []
      : [`Can't use label \`${label ?? ''}\` for  ${kind} \`${name}\` as it's already used for ${kind} \`${other}\``];
  });
}
