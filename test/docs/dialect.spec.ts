import { readFileSync } from 'node:fs';
import { renderDialect } from '@weft/tools/dialect/document.mjs';
import { describe, expect, it } from 'vitest';

describe('docs/dialect.md', () => {
  it('says what the table of expressions says now', () => {
    expect(readFileSync(new URL('../../docs/dialect.md', import.meta.url), 'utf8')).toBe(renderDialect());
  });
});
