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
