export { readPropertyFiles } from './read-property-files.js';
export { readPropertyFile } from './yaml/property-file.js';
