import type { CommandSpec } from '../command-spec.js';
import { LIST_FORMAT, parseCount, SERVER_OPTIONS } from '../options.js';

/** The verbs of the catalog: register, list, read. */
export const CATALOG_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'apply',
    summary: 'Register the mesh of a folder: its domains, catalogs, products and projects.',
    example: 'npx weft apply examples/jaffle-mesh --as admin',
    arguments: [{ name: '[folder]', description: 'the folder of mesh.yml (else this one)' }],
    options: [
      { flags: '--dry-run', description: 'say what would change, and change nothing' },
      { flags: '--json', description: 'print the changes as JSON' },
      ...SERVER_OPTIONS,
    ],
    load: async () => (await import('./apply.js')).apply,
  },
  {
    name: 'query',
    summary: "Read data with a SELECT in Trino's SQL, as far as you may.",
    example: 'npx weft query --as ana "select * from insights.default.dim_customers limit 5"',
    arguments: [{ name: '<sql>', description: 'one SELECT; - reads it from standard input' }],
    options: [
      { flags: '--format <format>', description: 'how to print', choices: ['table', 'csv', 'json'], byDefault: 'table' },
      { flags: '--limit <n>', description: 'print at most N rows (a table: 1000)', parse: parseCount },
      { flags: '--catalog <name>', description: 'for names that leave the catalog out' },
      { flags: '--schema <name>', description: 'for names that leave the schema out' },
      ...SERVER_OPTIONS,
    ],
    load: async () => (await import('./query.js')).query,
  },
  {
    name: 'products',
    summary: 'List data products.',
    example: 'npx weft products --domain insights --as ana',
    options: [{ flags: '--domain <name>', description: 'only of this domain' }, LIST_FORMAT, ...SERVER_OPTIONS],
    load: async () => (await import('./products.js')).products,
  },
  {
    name: 'ports',
    summary: 'List output ports, the relation of each, and your access to it.',
    example: 'npx weft ports --layer gold --as ana',
    options: [
      { flags: '--product <name>', description: 'only of this product (domain/product)' },
      { flags: '--layer <name>', description: 'only of this layer, such as gold' },
      LIST_FORMAT,
      ...SERVER_OPTIONS,
    ],
    load: async () => (await import('./ports.js')).ports,
  },
];
