export { type MeshPlan, type NounFields, PLAN_KINDS, type PlanAction, type PlanChange, type PlanKind } from './mesh-plan.js';
export type {
  CatalogSpec,
  CsvCatalogSpec,
  CsvTableSpec,
  DataProductSpec,
  DomainSpec,
  EmbeddedCatalogSpec,
  InputPortSpec,
  MeshFile,
  MeshFiles,
  MeshNouns,
  MeshSpec,
  MeshState,
  OutputPortSpec,
  ProjectSpec,
  TrinoCatalogSpec,
} from './mesh-spec.js';
export { parseMesh } from './parse-mesh.js';
export { planMesh } from './plan/plan-mesh.js';
export { renderPlan } from './plan/render-plan.js';
export type { OdpsDocument } from './read/odps.schema.js';
export { parseOdpsDocument, renderOdpsDocument } from './read/odps-document.js';
export { MESH_FILE } from './read/read-mesh.js';
