import { describe, expect, it } from 'vitest';
import { Problems } from '../problems.js';
import { readCatalogs } from '../project/catalogs-file.js';
import { InMemoryProjectFiles } from '../project/project-files.port.js';
import { catalogRelation } from './catalog-relation.js';

const FILE = `
catalogs:
  - name: orc
    active_write_integration: second
    write_integrations:
      - {name: first, catalog_type: trino}
      - {name: second, catalog_type: trino, file_format: orc, table_format: iceberg}
  - name: volume
    write_integrations:
      - {name: only, catalog_type: Trino, external_volume: "s3://{{ 'data' }}lake"}
  - name: other
    write_integrations:
      - {name: only, catalog_type: glue}
`;

function read(content: string) {
  const problems = new Problems();
  const catalogs = readCatalogs(new InMemoryProjectFiles([{ path: 'catalogs.yml', content }]), {}, problems);
  return { catalogs, messages: problems.diagnostics.map(({ message }) => message) };
}

const storage = (config: object) =>
  catalogRelation('trino', { schema: 's', name: 'm', config }, read(FILE).catalogs)?.get('storage_uri');

describe('catalogs.yml', () => {
  it('says how tables are written, by the integration in use', () => {
    const relation = catalogRelation('trino', { schema: 's', name: 'm', config: { catalog_name: 'orc' } }, read(FILE).catalogs);
    expect(Object.fromEntries(relation ?? [])).toEqual({
      catalog_type: 'trino',
      catalog_name: 'second',
      table_format: 'iceberg',
      file_format: 'orc',
      external_volume: null,
      storage_uri: null,
    });
  });

  it.each([
    [{}, 's3://datalake/_dbt/s/m'],
    [{ base_location_root: 'foo', base_location_subpath: 'bar' }, 's3://datalake/foo/s/m/bar'],
    [{ base_location_root: null }, 's3://datalake/_dbt/s/m'],
    [{ base_location_root: 'foo', omit_base_location_root: true }, 's3://datalake/s/m'],
    [{ storage_uri: 's3://elsewhere/m' }, 's3://elsewhere/m'],
  ])('places tables of an external volume: %j', (config, place) => {
    expect(storage({ ...config, catalog_name: 'volume' })).toBe(place);
  });

  it.each([
    ['missing', 'Catalog not found.Received: missingExpected one of: trino_default, orc, volume, other?'],
    ['other', 'Catalog type is not supported.\nReceived: glue\nExpected one of: trino'],
  ])('refuses a model of catalog %s', (name, message) => {
    expect(() => storage({ catalog_name: name })).toThrow(message);
  });

  it.each([
    ['', 'The file at catalogs.yml is empty'],
    [
      'catalogs: [{name: a}]',
      "Catalog 'a' must specify an 'active_write_integration' when multiple 'write_integrations' are provided.",
    ],
    [
      'catalogs: [{name: a, active_write_integration: y, write_integrations: [{name: x, catalog_type: trino}]}]',
      "Catalog 'a' must specify an 'active_write_integration' from its set of defined 'write_integrations': ['x']. Got: 'y'.",
    ],
    [
      'catalogs: [{name: a, write_integrations: [{name: x, catalog_type: t}, {name: x, catalog_type: t}]}]',
      "Catalog 'a' cannot have multiple 'write_integrations' with the same name: 'x'.",
    ],
    ['catalogs: [{name: a, write_integrations: [{name: x}]}]', "'catalog_type' is a required property"],
  ])('is refused: %s', (content, message) => {
    expect(read(content)).toEqual({ catalogs: [], messages: [message] });
  });
});
