import { isDeepStrictEqual } from 'node:util';
import type { Json, Metric } from '../../manifest/v12/index.js';
import { nearestHint } from '../../nearest-hint.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { guardEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';

interface Input extends Json {
  name: string;
}

/** Fills input_measures and depends_on of metrics: of the semantic models of their measures, of the metrics they are made of. */
export function resolveMetrics(scope: ParseScope): void {
  const resolver = new MetricResolver(scope);
  for (const metric of scope.store.metrics.values()) guard(scope, metric.unique_id, () => resolver.resolve(metric));
}

/** Where the nodes of semantic models are; and which metrics a saved query takes. */
export function resolveSemantics(scope: ParseScope): void {
  const { semanticModels, savedQueries, nodes } = scope.store;
  for (const model of semanticModels.values()) {
    const node = nodes.get(model.depends_on.nodes[0] ?? '');
    if (!node) continue;
    const { alias, schema, database, relation_name: relation } = node;
    model.node_relation = { alias, schema_name: schema, database, relation_name: relation };
  }
  const resolver = new MetricResolver(scope);
  for (const query of savedQueries.values()) {
    const names = (query.query_params['metrics'] ?? []) as string[];
    guard(scope, query.unique_id, () => {
      for (const name of names)
        add(query.depends_on.nodes, resolver.metricOf(name, `Saved_Query '${query.unique_id}' (${query.original_file_path})`));
    });
  }
}

function guard(scope: ParseScope, uniqueId: string, step: () => void): void {
  const place = SchemaState.of(scope).places.get(uniqueId);
  if (place) guardEntry(scope, place.source, place.path, step);
}

function add(ids: string[], id: string): void {
  if (!ids.includes(id)) ids.push(id);
}

class MetricResolver {
  private readonly done = new Set<string>();

  constructor(private readonly scope: ParseScope) {}

  resolve(metric: Metric): void {
    if (this.done.has(metric.unique_id)) return;
    this.done.add(metric.unique_id);
    const { type_params: params } = metric;
    if (metric.type === 'simple' || metric.type === 'cumulative') this.ofMeasures(metric, [params['measure'] as Input | null]);
    else if (metric.type === 'conversion') this.ofMeasures(metric, this.measuresOfConversion(metric));
    else this.ofMetrics(metric);
  }

  private measuresOfConversion({ name, type_params: params }: Metric): Input[] {
    const conversion = params['conversion_type_params'] as Json | null;
    if (!conversion) {
      throw new DbtError('Parsing', `${name} is a conversion metric and must have conversion_type_params defined.`);
    }
    return [conversion['base_measure'] as Input, conversion['conversion_measure'] as Input];
  }

  private ofMeasures(metric: Metric, measures: readonly (Input | null)[]): void {
    for (const measure of measures) {
      if (!measure) throw new DbtError('Parsing', `metric ${metric.name} should have a measure defined, but it does not.`);
      this.addMeasure(metric, measure);
    }
    for (const { name } of metric.type_params['input_measures'] as Input[])
      add(metric.depends_on.nodes, this.modelOf(name, metric));
  }

  private addMeasure({ type_params: params }: Metric, measure: Input): void {
    const known = params['input_measures'] as Input[];
    if (!known.some((other) => isDeepStrictEqual(other, measure))) known.push(measure);
  }

  private ofMetrics(metric: Metric): void {
    const { type_params: params } = metric;
    const inputs =
      metric.type === 'ratio' ? [params['numerator'], params['denominator']] : ((params['metrics'] ?? []) as unknown[]);
    for (const input of inputs as (Input | null)[]) {
      if (!input) {
        throw new DbtError('Parsing', 'Invalid ratio metric. Both a numerator and denominator must be specified');
      }
      const target = this.inputOf(input.name, metric);
      this.resolve(target);
      for (const measure of target.type_params['input_measures'] as Input[]) this.addMeasure(metric, measure);
      add(metric.depends_on.nodes, target.unique_id);
    }
  }

  private inputOf(name: string, metric: Metric): Metric {
    const found = this.find(name);
    if (found) return found;
    if (this.isDisabled(name)) throw new DbtError('Parsing', `The metric \`${name}\` is disabled and thus cannot be referenced.`);
    const hint = nearestHint(name, this.names());
    const message = `The metric \`${name}\` does not exist but was referenced by metric \`${metric.name}\`.`;
    throw new DbtError('Parsing', message, hint === undefined ? {} : { hint });
  }

  metricOf(name: string, subject: string): string {
    const found = this.find(name);
    if (found) return found.unique_id;
    const reason = this.isDisabled(name) ? 'is disabled' : 'was not found';
    const hint = nearestHint(name, this.names());
    const message = `${subject} depends on a metric named '${name}' which ${reason}`;
    throw new DbtError('Compilation', message, hint === undefined ? {} : { hint });
  }

  private modelOf(measure: string, metric: Metric): string {
    const has = (measures: Json[]): boolean => measures.some(({ name }) => name === measure);
    const model = [...this.scope.store.semanticModels.values()].find(({ measures }) => has(measures));
    if (model) return model.unique_id;
    const disabled = [...this.scope.store.disabled.values()]
      .flat()
      .find((node) => node.resource_type === 'semantic_model' && has(node.measures));
    if (disabled) {
      throw new DbtError('Parsing', `The measure \`${measure}\` is referenced on disabled semantic model \`${disabled.name}\`.`);
    }
    const known = [...this.scope.store.semanticModels.values()].flatMap(({ measures }) =>
      measures.map(({ name }) => String(name)),
    );
    const hint = nearestHint(measure, known);
    const message = `A semantic model having a measure \`${measure}\` does not exist but was referenced.`;
    throw new DbtError('Parsing', message, {
      location: { file: metric.original_file_path },
      ...(hint !== undefined && { hint }),
    });
  }

  private find(name: string): Metric | undefined {
    return [...this.scope.store.metrics.values()].find((metric) => metric.name === name);
  }

  private isDisabled(name: string): boolean {
    return this.scope.store.disabledNamed(name).some(({ resource_type: type }) => type === 'metric');
  }

  private names(): string[] {
    return [...this.scope.store.metrics.values()].map((metric) => metric.name);
  }
}
