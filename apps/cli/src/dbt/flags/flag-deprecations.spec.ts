import { describe, expect, it } from 'vitest';
import { type CallWords, findFlagDeprecations } from './flag-deprecations.js';

const NOTHING: CallWords = { argv: [], env: {}, warnings: undefined, areOfProfile: false };

describe('what dbt advises against in a call', () => {
  it.each<[string, Partial<CallWords>, string[]]>([
    ['nothing', { argv: ['run', '-s', 'a'], env: { DBT_ENGINE_DEBUG: '1', DBT_FOO: '1' }, warnings: { error: 'all' } }, []],
    ['the old names of select', { argv: ['run', '-m', 'a'] }, ['ModelParamUsageDeprecation']],
    ['include and exclude, in text', { warnings: "{'include': 'all'}" }, ['WEOIncludeExcludeDeprecation']],
    ['include and exclude, in dbt_project.yml', { warnings: { exclude: [] } }, ['WEOIncludeExcludeDeprecation']],
    ['names that are dbt’s own', { env: { DBT_ENGINE_MINE: '1' } }, ['EnvironmentVariableNamespaceDeprecation']],
    ['flags in profiles.yml', { areOfProfile: true }, ['ProjectFlagsMovedDeprecation']],
  ])('is %s', (_, words, names) => {
    expect(findFlagDeprecations({ ...NOTHING, ...words }).map(([name]) => name)).toEqual(names);
  });

  it('names both of the older names', () => {
    const [found] = findFlagDeprecations({ ...NOTHING, warnings: { include: 'all', exclude: ['A'] } });
    expect(found?.[1]).toBe(
      'Found `include` and `exclude` in `warn_error_options` specification. Please use `error` instead of `include`. ' +
        'Please use `warn` instead of `exclude`.',
    );
  });
});
