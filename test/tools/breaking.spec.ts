import { describe, expect, it } from 'vitest';
import { findUnannouncedBreaks } from '@weft/tools/schema/breaking.mjs';

const BEFORE = 'type Query { runs: [String!] products: String }';
const AFTER = 'type Query { products: String more: Int }';
const changelog = (breaking: string) =>
  `# Changelog\n\n## Unreleased\n\n### Breaking\n${breaking}\n### Added\n- x\n\n## 0.1.0\n\n### Breaking\n- \`Query.runs\`\n`;

describe('a breaking change of the schema', () => {
  it('is found when the changelog does not name it, in an older release or not', async () => {
    expect(await findUnannouncedBreaks(BEFORE, AFTER, changelog(''))).toEqual([expect.stringContaining('Query.runs')]);
    expect(await findUnannouncedBreaks(BEFORE, AFTER, '# Changelog\n')).toHaveLength(1);
  });

  it('is fine when the changelog names it as breaking', async () => {
    expect(await findUnannouncedBreaks(BEFORE, AFTER, changelog('- `Query.runs` is gone.'))).toEqual([]);
  });

  it('is not what merely adds', async () => {
    expect(await findUnannouncedBreaks(AFTER, 'type Query { products: String more: Int extra: Int }', '')).toEqual([]);
  });
});
