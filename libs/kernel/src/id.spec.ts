import { describe, expect, it } from 'vitest';
import { isId, newId } from './id.js';

describe('ids', () => {
  it('are UUIDs of version 7 that sort by the time they were made', () => {
    const ids = Array.from({ length: 100 }, newId);
    expect(ids.every((id) => isId(id) && id[14] === '7')).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(isId('not-an-id')).toBe(false);
  });
});
