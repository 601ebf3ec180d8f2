export * from './definitions.js';
export * from './manifest.js';
export * from './node.js';
export * from './parts.js';
