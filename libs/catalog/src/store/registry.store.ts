import { newId } from '@weft/kernel';
import { type EntityManager, type EntityTarget, IsNull, type ObjectLiteral } from 'typeorm';
import { CatalogEntity } from './catalog.entity.js';
import { DataProductEntity } from './data-product.entity.js';
import { DomainEntity } from './domain.entity.js';
import { InputPortEntity } from './input-port.entity.js';
import { OutputPortEntity } from './output-port.entity.js';
import { ProjectEntity } from './project.entity.js';
import type { RegisteredEntity } from './registered.entity.js';

export const REGISTERED = {
  domain: DomainEntity,
  catalog: CatalogEntity,
  dataProduct: DataProductEntity,
  outputPort: OutputPortEntity,
  inputPort: InputPortEntity,
  project: ProjectEntity,
} as const;

export type RegisteredKind = keyof typeof REGISTERED;

/** The forms of registered nouns: what holds now, and how a change closes one form and adds the next. */
export class RegistryStore {
  constructor(private readonly manager: EntityManager) {}

  /** What is registered now, by name. */
  async current<K extends RegisteredKind>(kind: K): Promise<InstanceType<(typeof REGISTERED)[K]>[]> {
    const found = await this.manager.find(targetOf(kind), { where: { validTo: IsNull() }, order: { name: 'ASC' } });
    return found as InstanceType<(typeof REGISTERED)[K]>[];
  }

  async findCurrent<K extends RegisteredKind>(kind: K, name: string): Promise<InstanceType<(typeof REGISTERED)[K]> | null> {
    return (await this.manager.findOneBy(targetOf(kind), { name, validTo: IsNull() })) as InstanceType<
      (typeof REGISTERED)[K]
    > | null;
  }

  /** Makes `columns` the form of a noun from `now` on; the noun keeps its id. */
  async put(kind: RegisteredKind, name: string, columns: object, now: Date): Promise<void> {
    const former = await this.close(kind, name, now);
    const form = { ...columns, name, rowId: newId(), id: former?.id ?? newId(), validFrom: now, validTo: null, recordedAt: now };
    await this.manager.insert(targetOf(kind), form);
  }

  /** Ends a noun's current form; its history stays. */
  async close(kind: RegisteredKind, name: string, now: Date): Promise<RegisteredEntity | null> {
    const former = await this.manager.findOneBy(targetOf(kind), { name, validTo: IsNull() });
    if (former) await this.manager.update(targetOf(kind), { rowId: former['rowId'] as string }, { validTo: now });
    return former as RegisteredEntity | null;
  }
}

function targetOf(kind: RegisteredKind): EntityTarget<ObjectLiteral> {
  return REGISTERED[kind];
}
