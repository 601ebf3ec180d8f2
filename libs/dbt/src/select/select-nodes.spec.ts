import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../manifest/v12/index.js';
import { eventOfCode, headingOf } from '../problems.js';
import { selectableTypes } from './resource-types.js';
import { type Selection, selectNodes } from './select-nodes.js';
import { readSelectors } from './selectors/read-selectors.js';
import type { IndirectSelection } from './spec/selection-spec.js';
import type { SelectionState } from './state/selection-state.type.js';

interface Case {
  readonly args: readonly string[];
  readonly ids?: readonly string[];
  readonly error?: string;
  readonly warnings: readonly (readonly [string, string])[];
}

/** What dbt 1.11.16 answered to `ls`, of a project of all kinds of nodes and an earlier state of it. */
interface ByDbt {
  readonly selectors: unknown;
  readonly written: unknown;
  readonly files: readonly string[];
  readonly manifest: Manifest;
  readonly before: Manifest;
  readonly results: SelectionState['results'];
  readonly sources: SelectionState['sources'];
  readonly sourcesCurrent: SelectionState['sourcesCurrent'];
  readonly cases: readonly Case[];
}

const byDbt = JSON.parse(readFileSync(resolve(import.meta.dirname, 'fixtures/selection-by-dbt.json'), 'utf8')) as ByDbt;
const selectors = readSelectors(byDbt.selectors);
const manifest = { ...byDbt.manifest, selectors: selectors.written };

/** `--select a b --exclude c` -> { select: [a, b], exclude: [c] } */
function flagsOf(args: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const flags: Record<string, string[]> = {};
  let flag = '';
  for (const arg of args) {
    if (arg.startsWith('--')) flag = arg.slice(2);
    else (flags[flag] ??= []).push(arg);
  }
  return flags;
}

function selectionOf(args: readonly string[]): Selection {
  const flags = flagsOf(args);
  const types = {
    resourceTypes: flags['resource-type'] ?? (flags['models'] ? ['model'] : []),
    excludeResourceTypes: flags['exclude-resource-type'] ?? [],
  };
  return {
    select: flags['select'] ?? flags['models'],
    exclude: flags['exclude'],
    selector: flags['selector']?.[0],
    indirectSelection: flags['indirect-selection']?.[0] as IndirectSelection | undefined,
    state: flags['state']
      ? {
          manifest: byDbt.before,
          results: byDbt.results ?? null,
          sources: byDbt.sources ?? null,
          sourcesCurrent: byDbt.sourcesCurrent ?? null,
        }
      : null,
    files: byDbt.files,
    ...selectableTypes('list', types),
  };
}

const SAID_BY_LS = ['NoNodesSelected', 'ModelParamUsageDeprecation'];

describe('selectors.yml', () => {
  it('stands in the manifest as dbt writes it', () => {
    expect(selectors.written).toEqual(byDbt.written);
  });
});

describe('a selection is what dbt makes of', () => {
  it.each(byDbt.cases.map((one) => [one.args.join(' '), one] as const))('%s', (_, { args, ids, error, warnings }) => {
    const selected = selectNodes(manifest, selectionOf(args));
    if (!selected.ok) {
      expect(`${headingOf(selected.error.code)}\n  ${selected.error.message}`).toBe(error);
      return;
    }
    expect([...selected.value.ids].sort()).toEqual(ids);
    const told = selected.value.diagnostics.map(({ code, message }) => [eventOfCode(code), message]);
    const expected = warnings.filter(([event]) => !SAID_BY_LS.includes(event));
    expect(new Set(told.map(String))).toEqual(new Set(expected.map(([event, message]) => `${event},${plain(message)}`)));
  });
});

describe('a state that another tool wrote', () => {
  it('differs by the macros of the project only, not by those of the engine', () => {
    const [id, macro] = Object.entries(manifest.macros)[0] ?? ['', null];
    if (!macro) throw new Error('the fixture has macros');
    const before = { ...manifest, macros: { ...manifest.macros, 'macro.dbt.x': { ...macro, macro_sql: 'theirs' } } };
    const modified = (macros: Manifest['macros']) => {
      const selected = selectNodes({ ...manifest, macros }, { select: ['state:modified'], state: { manifest: before } });
      return selected.ok ? selected.value.ids.size : selected.error.message;
    };
    expect(modified({ ...manifest.macros, 'macro.dbt.x': { ...macro, macro_sql: 'ours' } })).toBe(0);
    expect(modified({ ...before.macros, [id]: { ...macro, macro_sql: 'changed' } })).toBeGreaterThan(0);
  });
});

const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

/** Without colours and the tag that the log puts before some warnings. */
function plain(message: string): string {
  return message.replaceAll(COLOUR, '').replace(/^\[WARNING\]: /, '');
}
