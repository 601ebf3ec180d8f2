import { toRepr } from '@weft/jinja';
import { renderTree } from '../context/render-native.js';
import { toTemplateValue } from '../context/values.js';
import type { Json } from '../manifest/v12/index.js';
import type { Context } from '../parse/parse-context.port.js';
import { DbtError, type Problems } from '../problems.js';
import type { ProjectFiles } from './project-files.port.js';
import { isMapping } from './read-project-file.js';
import { YamlFile } from './yaml-file.js';

export const CATALOGS_FILE = 'catalogs.yml';

/** The write integration that is in use of one of the catalogs of catalogs.yml. */
export interface CatalogIntegration {
  /** The catalog's, as models name it. */
  readonly name: string;
  readonly integration: string;
  readonly catalogType: string;
  readonly tableFormat: string | null;
  readonly fileFormat: string | null;
  readonly externalVolume: string | null;
}

/** The catalogs of the project's catalogs.yml; none, with problems, where it cannot be read. */
export function readCatalogs(files: ProjectFiles, context: Context, problems: Problems): readonly CatalogIntegration[] {
  if (!files.list().includes(CATALOGS_FILE)) return [];
  const file = YamlFile.parse(CATALOGS_FILE, files.read(CATALOGS_FILE), problems);
  if (!file) return [];
  try {
    if (!isMapping(file.value)) throw new DbtError('Runtime', `The file at ${CATALOGS_FILE} is empty`);
    const rendered = renderTree(file.value, { context, problems, locate: (path) => file.locate(path) }) as Json;
    const catalogs = Array.isArray(rendered['catalogs']) ? rendered['catalogs'].filter(isMapping) : [];
    return catalogs.map(readCatalog);
  } catch (error) {
    problems.template(error, { file: CATALOGS_FILE, line: 1 });
    return [];
  }
}

function readCatalog(catalog: Json): CatalogIntegration {
  const name = required(catalog, 'name');
  const written = catalog['write_integrations'];
  const integrations = Array.isArray(written) ? written.filter(isMapping) : [];
  const names = integrations.map((each) => required(each, 'name'));
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice !== undefined)
    throw invalid(`Catalog '${name}' cannot have multiple 'write_integrations' with the same name: '${twice}'.`);
  const active = activeName(catalog, name, names);
  const chosen = integrations[names.indexOf(active)] ?? {};
  return {
    name,
    integration: active,
    catalogType: required(chosen, 'catalog_type'),
    tableFormat: textOrNull(chosen['table_format']),
    fileFormat: textOrNull(chosen['file_format']),
    externalVolume: textOrNull(chosen['external_volume']),
  };
}

function activeName(catalog: Json, name: string, names: readonly string[]): string {
  const active = textOrNull(catalog['active_write_integration']);
  const [only] = names;
  if (active === null && names.length === 1 && only !== undefined) return only;
  const words = `Catalog '${name}' must specify an 'active_write_integration'`;
  if (active === null) throw invalid(`${words} when multiple 'write_integrations' are provided.`);
  if (names.includes(active)) return active;
  throw invalid(`${words} from its set of defined 'write_integrations': ${toRepr(toTemplateValue(names))}. Got: '${active}'.`);
}

function required(values: Json, field: string): string {
  const value = textOrNull(values[field]);
  if (value === null) throw invalid(`'${field}' is a required property`);
  return value;
}

function textOrNull(value: unknown): string | null {
  return value === undefined || value === null || value === '' ? null : String(value);
}

function invalid(message: string): DbtError {
  return new DbtError('Runtime', message);
}
