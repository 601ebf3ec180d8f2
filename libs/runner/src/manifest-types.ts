import type { V12 } from '@weft/dbt';

export type Manifest = V12.Manifest;
export type ManifestNode = V12.ManifestNode;
export type ModelNode = V12.ModelNode;
export type SeedNode = V12.SeedNode;
export type TestNode = V12.TestNode;
export type UnitTest = V12.UnitTest;
export type SourceDefinition = V12.SourceDefinition;
export type FunctionNode = V12.FunctionNode;
export type CompiledManifestNode = V12.CompiledManifestNode;

/** Whatever a run can have a result of. */
export type ResultNode = ManifestNode | FunctionNode | SourceDefinition | UnitTest | V12.Exposure | V12.SavedQuery;

export function findNode(manifest: Manifest, id: string): ResultNode | undefined {
  return (
    manifest.nodes[id] ??
    manifest.sources[id] ??
    manifest.saved_queries[id] ??
    manifest.unit_tests[id] ??
    manifest.exposures[id] ??
    manifest.functions[id]
  );
}

export function materializationOf(node: ResultNode): string {
  const materialized = (node.config as { materialized?: unknown }).materialized;
  return typeof materialized === 'string' ? materialized : '';
}

/** Compiled into what uses it, never built. */
export function isEphemeral(node: ResultNode): boolean {
  return node.resource_type === 'model' && materializationOf(node) === 'ephemeral';
}

/** A model, seed or snapshot: something that is a relation. */
export function isRelational(node: ResultNode): node is ManifestNode & { resource_type: 'model' | 'seed' | 'snapshot' } {
  return node.resource_type === 'model' || node.resource_type === 'seed' || node.resource_type === 'snapshot';
}

/** A model of another project: it is nobody's to build here. */
export function isExternal(node: ResultNode): boolean {
  return node.resource_type === 'model' && node.original_file_path === '';
}

/** dbt's search name: `name`, `name.v2`, `source.table`. */
export function searchNameOf(node: ResultNode): string {
  if (node.resource_type === 'model' && node.version !== null) return `${node.name}.v${node.version}`;
  if (node.resource_type === 'source') return `${node.source_name}.${node.name}`;
  return node.name;
}
