export {
  ApplyMeshInput,
  ApplyMeshPayload,
  ApplyMeshResult,
  FileInput,
  MeshChange,
  ProjectVersionRef,
} from './api/apply-mesh.type.js';
export { CatalogChanges } from './api/catalog-changes.js';
export { CATALOG_RESOLVERS, CatalogModule } from './api/catalog.module.js';
export { type CatalogPolicyParts, type CatalogPort, type CatalogProject, CatalogService } from './api/catalog.service.js';
export {
  CatalogType,
  DataProductType,
  DomainType,
  EngineTaskType,
  InputPortType,
  OutputPortType,
  ProjectType,
} from './api/catalog.type.js';
export { EngineTaskService } from './api/engine-task.service.js';
export { type AppliedMesh, type ApplyMesh, type ApplyRefusal, MeshService } from './api/mesh.service.js';
export { CATALOG_PROVISIONER, type CatalogProvisioner, type CatalogToProvision } from './domain/catalog-provisioner.port.js';
export { hashBundle, type ProjectFile } from './domain/project-bundle.js';
export { CATALOG_ENTITIES, CATALOG_MIGRATIONS } from './store/catalog-schema.js';
