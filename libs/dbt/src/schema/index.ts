export { readPropertyFiles } from './read-property-files.js';
export { resolveProperties } from './resolve-properties.js';
export { readPropertyFile } from './yaml/property-file.js';
