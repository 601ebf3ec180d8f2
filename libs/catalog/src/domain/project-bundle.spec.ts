import { describe, expect, it } from 'vitest';
import { filesBelow, hashBundle } from './project-bundle.js';

describe('the bundle of a project', () => {
  const files = [
    { path: 'models/a.sql', content: 'select 1' },
    { path: 'dbt_project.yml', content: 'name: x' },
  ];

  it('has a hash that does not depend on the order of its files', () => {
    expect(hashBundle(files)).toBe(hashBundle([...files].reverse()));
  });

  it('has another hash when a character moves from a path to a content', () => {
    expect(hashBundle([{ path: 'ab', content: 'c' }])).not.toBe(hashBundle([{ path: 'a', content: 'bc' }]));
    expect(hashBundle(files)).not.toBe(hashBundle(files.slice(1)));
  });

  it('holds what lies below its folder, and not what lies beside it', () => {
    const mesh = ['insights/dbt_project.yml', 'insights2/dbt_project.yml', 'mesh.yml'].map((path) => ({ path, content: '' }));
    expect(filesBelow(mesh, './insights/').map(({ path }) => path)).toEqual(['dbt_project.yml']);
  });
});
