import { Injectable, Scope } from '@nestjs/common';
import DataLoader from 'dataloader';
import { DataSource } from 'typeorm';
import { CatalogQueryStore } from '../store/catalog-query.store.js';
import { DataProductEntity } from '../store/data-product.entity.js';
import { InputPortEntity } from '../store/input-port.entity.js';
import { OutputPortEntity } from '../store/output-port.entity.js';

/** Loads what hangs below a list in one statement a kind, however long the list is. One a request. */
@Injectable({ scope: Scope.REQUEST })
export class CatalogLoader {
  readonly outputPorts: DataLoader<string, OutputPortEntity[]>;
  readonly inputPorts: DataLoader<string, InputPortEntity[]>;
  readonly product: DataLoader<string, DataProductEntity | null>;
  readonly products: DataLoader<string, DataProductEntity[]>;

  constructor(dataSource: DataSource) {
    const store = new CatalogQueryStore(dataSource);
    this.outputPorts = new DataLoader(async (names) =>
      group(names, await store.portsOf(OutputPortEntity, names), (port) => port.dataProduct),
    );
    this.inputPorts = new DataLoader(async (names) =>
      group(names, await store.portsOf(InputPortEntity, names), (port) => port.dataProduct),
    );
    this.products = new DataLoader(async (names) =>
      group(names, await store.productsOfDomains(names), (product) => product.domain),
    );
    this.product = new DataLoader(async (names) => {
      const found = new Map((await store.findByNames(DataProductEntity, names)).map((product) => [product.name, product]));
      return names.map((name) => found.get(name) ?? null);
    });
  }
}

function group<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = Map.groupBy(rows, keyOf);
  return keys.map((key) => groups.get(key) ?? []);
}
