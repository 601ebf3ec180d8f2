export type { SourceDefinition as ManifestSource } from './v12/index.js';
