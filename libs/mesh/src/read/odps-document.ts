import { type Diagnostic, err, ok, type Result } from '@weft/kernel';
import { stringify } from 'yaml';
import type { MeshFile } from '../mesh-spec.js';
import { type OdpsDocument, odpsSchemaFor } from './odps.schema.js';
import type { Placed } from './placed.js';
import { readShape } from './read-shape.js';
import { parseYamlFile, type YamlFile } from './yaml-file.js';

/** A document of the Open Data Product Standard, with its places. Null if it is none; what is wrong is added to `found`. */
export function readOdpsDocument(file: YamlFile, found: Diagnostic[]): Placed<OdpsDocument> | null {
  const value = readShape({ value: file.data, file, path: [] }, odpsSchemaFor(file.data), found);
  return value && { value, file, path: [] };
}

/** File -> document, or everything that is wrong with it. */
export function parseOdpsDocument(file: MeshFile): Result<OdpsDocument, Diagnostic[]> {
  const yaml = parseYamlFile(file);
  if (!yaml.ok) return yaml;
  const found: Diagnostic[] = [];
  const document = readOdpsDocument(yaml.value, found);
  return document && found.length === 0 ? ok(document.value) : err(found);
}

/** Document -> YAML text. Parsing it again gives the same document. */
export function renderOdpsDocument(document: OdpsDocument): string {
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 120 });
}
