export { type CatalogFile } from './catalog-files.js';
export { type CsvTable } from './csv-loader.js';
export { DuckdbEngine, type DuckdbEngineOptions } from './duckdb-engine.js';
export { type DuckdbSettings } from './duckdb-settings.js';
export { prepareTrinoSelect, type PrepareOptions } from './prepare-trino-select.js';
export { LocalDuckdb, type LocalDuckdbOptions } from './local/local-duckdb.js';
