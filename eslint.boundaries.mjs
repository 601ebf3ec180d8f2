/**
 * Who may import whom. Each lib has a tag `scope:<name>`; the table says which scopes it may depend on, besides kernel,
 * and which npm packages it must not touch. There is no row for "everything".
 */
const NO_FRAMEWORK = ['@nestjs/*', 'typeorm', 'graphql', 'mercurius', 'pg'];
const NO_NEST = ['@nestjs/*', 'typeorm'];

const MAY_IMPORT = {
  kernel: { scopes: [], banned: [...NO_FRAMEWORK, 'zod', 'yaml'] },
  sql: { scopes: [], banned: NO_FRAMEWORK },
  jinja: { scopes: [], banned: NO_FRAMEWORK },
  engine: { scopes: [], banned: NO_FRAMEWORK },
  policy: { scopes: [], banned: NO_FRAMEWORK },
  dbt: { scopes: ['jinja', 'sql'], banned: NO_FRAMEWORK },
  'engine-trino': { scopes: ['engine', 'sql'], banned: NO_NEST },
  'engine-duckdb': { scopes: ['engine', 'sql'], banned: NO_NEST },
  runner: { scopes: ['dbt', 'engine', 'jinja'], banned: NO_FRAMEWORK },
  mesh: { scopes: ['dbt', 'policy'], banned: NO_FRAMEWORK },
  platform: { scopes: [], banned: [] },
  catalog: { scopes: ['mesh', 'dbt', 'platform'], banned: [] },
  access: { scopes: ['catalog', 'policy', 'engine', 'sql', 'platform'], banned: [] },
  // engine-trino for its specs alone: a run's rights are tried on the real engine. Apps choose the engine that is used.
  runs: { scopes: ['runner', 'dbt', 'engine', 'engine-trino', 'access', 'catalog', 'platform'], banned: [] },
  client: { scopes: [], banned: [...NO_NEST, 'pg'], kernel: false },
  testing: { scopes: ['engine', 'engine-duckdb', 'platform'], banned: [] },
};

const LIBS = Object.keys(MAY_IMPORT).map((name) => `scope:${name}`);

const scopeRules = Object.entries(MAY_IMPORT).map(([name, { scopes, banned, kernel = true }]) => ({
  sourceTag: `scope:${name}`,
  onlyDependOnLibsWithTags: [
    ...(kernel && name !== 'kernel' ? ['scope:kernel'] : []),
    `scope:${name}`,
    ...scopes.map((s) => `scope:${s}`),
    'scope:testing',
  ],
  bannedExternalImports: banned,
}));

export const boundaries = {
  enforceBuildableLibDependency: false,
  allow: ['^.*/vitest\\.shared\\.js$', '^.*/eslint\\.boundaries\\.mjs$'],
  allowCircularSelfDependency: true,
  depConstraints: [
    ...scopeRules,
    { sourceTag: 'scope:test', onlyDependOnLibsWithTags: [...LIBS, 'scope:app', 'scope:tools'] },
    { sourceTag: 'scope:app', onlyDependOnLibsWithTags: LIBS },
    {
      sourceTag: 'app:cli',
      bannedExternalImports: NO_NEST,
      onlyDependOnLibsWithTags: [
        'scope:kernel',
        'scope:client',
        'scope:dbt',
        'scope:runner',
        'scope:mesh',
        'scope:engine',
        'scope:engine-trino',
        'scope:engine-duckdb',
        'scope:testing',
      ],
    },
    { sourceTag: 'platform:any', onlyDependOnLibsWithTags: ['platform:any', 'scope:testing'] },
    { sourceTag: 'platform:node', onlyDependOnLibsWithTags: ['platform:node', 'platform:any'] },
  ],
};
