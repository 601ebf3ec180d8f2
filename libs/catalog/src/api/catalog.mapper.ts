import { renderGlobalId } from '@weft/platform';
import type { CatalogEntity } from '../store/catalog.entity.js';
import type { DataProductEntity } from '../store/data-product.entity.js';
import type { DomainEntity } from '../store/domain.entity.js';
import type { EngineTaskEntity } from '../store/engine-task.entity.js';
import type { InputPortEntity } from '../store/input-port.entity.js';
import type { OutputPortEntity } from '../store/output-port.entity.js';
import {
  CatalogType,
  DataProductType,
  DomainType,
  EngineTaskType,
  InputPortType,
  OutputPortType,
  ProjectType,
} from './catalog.type.js';
import type { ProjectEntity } from '../store/project.entity.js';

/** Rows to GraphQL's types. They are made as instances: interfaces and unions are resolved by class. */
export function toDomain({ id, name, ownerTeam, members, description }: DomainEntity): DomainType {
  return Object.assign(new DomainType(), { id: renderGlobalId('Domain', id), name, ownerTeam, members, description });
}

export function toCatalog({ id, name, domain, trino }: CatalogEntity): CatalogType {
  const connector = typeof trino?.['connector'] === 'string' ? trino['connector'] : null;
  return Object.assign(new CatalogType(), { id: renderGlobalId('Catalog', id), name, domain, connector });
}

export function toDataProduct({ id, name, domain, title, description, version, status }: DataProductEntity): DataProductType {
  return Object.assign(new DataProductType(), {
    id: renderGlobalId('DataProduct', id),
    name,
    domain,
    title,
    description,
    version,
    status,
  });
}

export function toOutputPort({ id, dataProduct, ...port }: OutputPortEntity): OutputPortType {
  const { name, relation, layer, contractId, version, description } = port;
  const columns = { name, relation, layer, contractId, version, description, productName: dataProduct };
  return Object.assign(new OutputPortType(), { id: renderGlobalId('OutputPort', id), ...columns });
}

export function toInputPort({ id, name, relation, contractId }: InputPortEntity): InputPortType {
  return Object.assign(new InputPortType(), { id: renderGlobalId('InputPort', id), name, relation, contractId });
}

export function toProject({ id, name, domain, path }: ProjectEntity, latestVersion: string | null): ProjectType {
  return Object.assign(new ProjectType(), { id: renderGlobalId('Project', id), name, domain, path, latestVersion });
}

export function toEngineTask({ id, kind, target, status, attempts, message, createdAt }: EngineTaskEntity): EngineTaskType {
  return Object.assign(new EngineTaskType(), {
    id: renderGlobalId('EngineTask', id),
    kind,
    target,
    status,
    attempts,
    message,
    createdAt,
  });
}
