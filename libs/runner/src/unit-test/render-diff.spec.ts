import { describe, expect, it } from 'vitest';
import { renderDiff } from './render-diff.js';

const UI = { useColors: false, width: 80 };

describe('the comparison of a unit test', () => {
  it('says nothing where the same rows come in another order', async () => {
    const rows = [
      [1, 'a'],
      [2, null],
    ];
    expect(await renderDiff({ columns: ['id', 'name'], actual: [...rows].reverse(), expected: rows }, UI)).toBeNull();
  });

  it('shows what was expected and what came, as dbt draws it', async () => {
    const compared = {
      columns: ['id', 'name'],
      expected: [
        [1, 'ANNE'],
        [2, null],
      ],
      actual: [
        [1, 'ANN'],
        [3, 'x'],
      ],
    };
    const table = '@@ ,id,name\r\n→  ,1 ,ANNE→ANN\r\n+++,3 ,x\r\n---,2 ,null\r\n';
    expect(await renderDiff(compared, UI)).toBe(`\n\nactual differs from expected:\n\n${table}\n`);
  });
});
