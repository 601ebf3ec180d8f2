import { deprecate } from '../deprecate.js';
import type { Exposure, Json, Owner } from '../../manifest/v12/index.js';
import type { ConfigRequest, ParseScope } from '../../parse/parse-scope.js';
import { fqnOf } from '../patch/fqn.js';
import { assertShape, invalidEntry, type PropertyEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';
import { EXPOSURE } from '../shape/shapes.js';
import { isMapping } from '../shape/shape.js';
import { tagsOf } from '../patch/build-columns.js';
import { assertNew } from '../duplicate-name.js';
import { recordReferences } from './record-references.js';

/** Something outside of the project that uses its nodes. */
export function readExposure(scope: ParseScope, entry: PropertyEntry): void {
  assertShape(entry, EXPOSURE);
  const { data, source, path } = entry;
  warnOfName(scope, entry);
  const owner = buildOwner(entry, 'Exposure');
  const { file } = source;
  const name = data['name'] as string;
  const fqn = fqnOf(file, name);
  const patch = (data['config'] ?? {}) as Json;
  const request: ConfigRequest = { resourceType: 'exposure', fqn, packageName: file.project.name, patch };
  const config = scope.configs.build(request) as unknown as Exposure['config'];
  const ofProject = file.project.configs['exposures'];
  const tags = [...new Set([...tagsOf(ofProject['tags']), ...tagsOf(data['tags']), ...tagsOf(config['tags'])])].sort();
  const meta = { ...mapping(ofProject['meta']), ...mapping(data['meta']), ...mapping(config['meta']) };
  const exposure: Exposure = {
    name,
    resource_type: 'exposure',
    package_name: file.project.name,
    path: file.relativePath,
    original_file_path: file.path,
    unique_id: `exposure.${file.project.name}.${name}`,
    fqn,
    type: data['type'] as string,
    owner,
    description: (data['description'] ?? '') as string,
    label: (data['label'] ?? null) as string | null,
    maturity: (data['maturity'] ?? null) as string | null,
    meta,
    tags,
    config: { ...config, tags, meta },
    unrendered_config: scope.configs.buildUnrendered(request),
    url: (data['url'] ?? null) as string | null,
    depends_on: { macros: [], nodes: [] },
    refs: [],
    sources: [],
    metrics: [],
    created_at: scope.createdAt,
  };
  recordReferences((data['depends_on'] ?? []) as string[], scope.yamlContext(file.project.name), exposure);
  SchemaState.of(scope).places.set(exposure.unique_id, { source, path });
  if (exposure.config.enabled) addExposure(scope, exposure);
  else scope.store.addDisabled(exposure);
}

function addExposure(scope: ParseScope, exposure: Exposure): void {
  assertNew(scope.store.exposures, exposure, 'exposures');
  scope.store.exposures.set(exposure.unique_id, exposure);
}

function mapping(value: unknown): Json {
  return isMapping(value) ? value : {};
}

function warnOfName(scope: ParseScope, { data, source, path }: PropertyEntry): void {
  const name = data['name'] as string;
  if (/^[\w-]+$/.test(name)) return;
  const message =
    "Starting in v1.3, the 'name' of an exposure should contain only letters, numbers, and underscores. Exposures support a new " +
    `property, 'label', which may contain spaces, capital letters, and special characters. ${name} does not follow this pattern. ` +
    "Please update the 'name', and use the 'label' property for a human-friendly title. This will raise an error in a future version of " +
    'dbt-core.';
  deprecate(scope, 'ExposureNameDeprecation', message, source, [...path, 'name']);
}

/** Who answers for an exposure or a group: with a name, an address, or both, and whatever else is written. */
export function buildOwner(entry: PropertyEntry, kind: string): Owner {
  const owner = entry.data['owner'] as Json;
  if ((owner['name'] ?? null) === null && (owner['email'] ?? null) === null) {
    throw invalidEntry(entry, `at path []: ${kind} owner must have at least one of 'name' or 'email'.`, ['owner']);
  }
  return { email: null, name: null, ...owner };
}
