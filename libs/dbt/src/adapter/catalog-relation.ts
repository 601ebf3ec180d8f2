import { toPlain } from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import { isRecord } from '../context/values.js';
import type { CatalogIntegration } from '../project/catalogs-file.js';

const DEFAULT: CatalogIntegration = {
  name: 'trino_default',
  integration: 'trino_default',
  catalogType: 'trino',
  tableFormat: null,
  fileFormat: null,
  externalVolume: null,
};

/** How a model's table is written, by the catalog of catalogs.yml that it names; only dbt-trino has one for the others too. */
export function catalogRelation(
  type: string,
  model: unknown,
  catalogs: readonly CatalogIntegration[] = [],
): Map<string, unknown> | null {
  if (type !== 'trino') return null;
  const plain = toPlain(model);
  const { config, schema, name } = isRecord(plain) ? plain : {};
  const named = (key: string): string => (isRecord(config) && config[key] ? String(config[key]) : '');
  const { integration, catalogType, tableFormat, fileFormat, externalVolume } = find(named('catalog_name'), catalogs);
  const place = [named('omit_base_location_root') ? '' : named('base_location_root') || '_dbt', schema, name];
  const path = [externalVolume, ...place, named('base_location_subpath')].filter((part) => part !== '').join('/');
  return new Map<string, unknown>([
    ['catalog_type', catalogType],
    ['catalog_name', integration],
    ['table_format', tableFormat],
    ['file_format', fileFormat],
    ['external_volume', externalVolume],
    ['storage_uri', named('storage_uri') || (externalVolume === null ? null : path)],
  ]);
}

function find(name: string, catalogs: readonly CatalogIntegration[]): CatalogIntegration {
  const found = [DEFAULT, ...catalogs].find((each) => each.name === (name || DEFAULT.name));
  const known = [DEFAULT, ...catalogs].map((each) => each.name).join(', ');
  if (!found) throw dbtError('Runtime', `Catalog not found.Received: ${name}Expected one of: ${known}?`);
  if (found.catalogType.toLowerCase() === DEFAULT.catalogType) return found;
  throw dbtError('Runtime', `Catalog type is not supported.\nReceived: ${found.catalogType}\nExpected one of: trino`);
}
