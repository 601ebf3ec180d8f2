export type { Manifest, ManifestDoc, ManifestMacro, ManifestMetadata } from './v12/index.js';
