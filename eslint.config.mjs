import nx from '@nx/eslint-plugin';
import checkFile from 'eslint-plugin-check-file';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { boundaries } from './eslint.boundaries.mjs';

const TYPESCRIPT = ['**/*.ts', '**/*.tsx'];

/** A feature lib's domain is pure: it reaches neither its own store nor its own api, nor a framework. */
const pureDomain = {
  files: ['libs/*/src/domain/**/*.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['**/store/*', '**/api/*'], message: 'domain/ imports neither store/ nor api/.' },
          { group: ['@nestjs/*', 'typeorm', 'graphql', 'pg', 'node:fs', 'node:fs/*'], message: 'domain/ is pure.' },
        ],
      },
    ],
  },
};

/** The libs that must run without a file system. libs/dbt/src/builtin reads the macro files that are part of that lib, and nothing else. */
const noFileSystem = {
  files: ['libs/{kernel,sql,jinja,engine,policy,dbt}/src/**/*.ts'],
  ignores: ['libs/dbt/src/builtin/**', '**/*.spec.ts', '**/*.fixture.ts', '**/*.int-spec.ts', '**/*.trino-spec.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: ['node:fs', 'node:fs/*', 'fs', 'fs/*'], message: 'This lib touches no file system.' }] },
    ],
  },
};

/** Configuration is read in one place: libs/platform for the services, the command's own configuration, and test set-up. */
const onlyReaderOfEnvironment = {
  files: ['libs/*/src/**/*.ts'],
  ignores: ['libs/platform/src/config/**', 'libs/testing/**', '**/*.spec.ts', '**/*.int-spec.ts', '**/*.trino-spec.ts'],
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'process', property: 'env', message: 'libs/platform/src/config is the only reader of process.env.' },
    ],
  },
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/reports/**',
      '**/node_modules/**',
      '**/*.mjs',
      '**/*.js',
      '**/vitest.config.ts',
      'test/fixtures/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: TYPESCRIPT,
    languageOptions: { parserOptions: { project: './tsconfig.spec.json', tsconfigRootDir: process.cwd() } },
    plugins: { '@nx': nx, 'check-file': checkFile, 'import-x': importX },
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaries],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'check-file/filename-naming-convention': [
        'error',
        { '**/*.ts': '+([0-9])*([-])+([a-z0-9])*([.a-z0-9-])|+([a-z0-9])*([.a-z0-9-])' },
      ],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
    },
    settings: {
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } })],
    },
  },
  pureDomain,
  noFileSystem,
  onlyReaderOfEnvironment,
);
