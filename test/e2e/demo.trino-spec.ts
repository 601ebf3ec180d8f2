import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '@weft/tools/harness/weft-process.mjs';

it('the demo plays the main job on the Trino of this run, which refuses what the policy denies', () => {
  const args = [join(ROOT, 'tools/demo/demo.mjs'), '--engine', 'trino'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 170_000 });
  expect(status, `${stdout}${stderr}`).toBe(0);
  expect(stdout).toContain('All of it as expected');
}, 180_000);
