import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '@weft/tools/harness/weft-process.mjs';

it('the demo plays the main job on the embedded engine, and every count, row and denial is as expected', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'tools/demo/demo.mjs')], {
    encoding: 'utf8',
    timeout: 110_000,
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
  expect(stdout).toContain('All of it as expected');
});
