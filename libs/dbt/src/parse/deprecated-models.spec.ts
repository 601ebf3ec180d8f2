import { describe, expect, it } from 'vitest';
import { eventOfCode } from '../problems.js';
import { findModelDeprecations } from './deprecated-models.js';
import { filesOf, PROFILES, PROJECT } from './parse-project.fixture.js';
import { parseProject } from './parse-project.js';

const TEXTS = {
  'dbt_project.yml': PROJECT,
  'profiles.yml': PROFILES,
  'models/old.sql': 'select 1 as id',
  'models/dim_v1.sql': 'select 1 as id',
  'models/dim_v2.sql': 'select 1 as id',
  'models/user.sql': "select * from {{ ref('old') }} cross join {{ ref('dim', v=1) }}",
  'models/schema.yml': `models:
  - {name: old, deprecation_date: 2020-01-01}
  - {name: dim, latest_version: 2, versions: [{v: 1, deprecation_date: '2030-01-01T00:00:00+02:00'}, {v: 2}]}
`,
};

describe('deprecated models', () => {
  it('are told, and who refers to them', () => {
    const { manifest } = parseProject({
      files: filesOf(TEXTS),
      profiles: { path: 'profiles.yml', content: PROFILES },
      projectRoot: '/project',
      env: {},
    });
    if (!manifest) throw new Error('the project has to be read');
    const found = findModelDeprecations(manifest, new Date('2025-01-01T00:00:00Z'));
    const told = found.map(({ code, message }) => `${eventOfCode(code)}: ${message.replaceAll(/T00:00:00[+-]\d\d:\d\d/g, '')}`);
    expect(told.sort()).toEqual([
      'DeprecatedModel: Model old has passed its deprecation date of 2020-01-01. This model should be disabled or removed.',
      "DeprecatedReference: While compiling 'user': Found a reference to old, which was deprecated on '2020-01-01'. ",
      "UpcomingReferenceDeprecation: While compiling 'user': Found a reference to dim.v1, which is slated for deprecation on " +
        "'2030-01-01'. A new version of 'dim' is available. Try it out: {{ ref('shop', 'dim', v='2') }}.",
    ]);
  });
});
