import { describe, expect, it } from 'vitest';
import type { NodeInfo } from './event-kind.js';
import { EventLog, type ToldEvent, WarningAsError } from './event-log.js';
import { pythonJson } from './python-json.js';
import { fancyLine, wrapLines } from './ui.js';
import { findSettingsProblem, NO_WARN_ERROR, WarnErrorOptions, type WarnErrorSettings } from './warn-error-options.js';

const UI = { useColors: false, width: 80 };
const node_info = {} as NodeInfo;

function logOf(settings: WarnErrorSettings = NO_WARN_ERROR, everything = false) {
  const told: ToldEvent[] = [];
  const warnErrors = new WarnErrorOptions(settings, everything);
  const log = new EventLog({
    sinks: [(event) => told.push(event)],
    ui: UI,
    invocationId: 'i',
    now: () => new Date(0),
    warnErrors,
  });
  return { log, lines: () => told.map(({ info }) => `${info.level} ${info.code} ${info.msg}`) };
}

describe("dbt's lines", () => {
  it('are dotted to the width, with the status and the time at their end', () => {
    expect(fancyLine(UI, { message: 'START sql view model main.m', status: 'RUN', index: 1, total: 2 })).toBe(
      '1 of 2 START sql view model main.m ............................................. [RUN]',
    );
    expect(fancyLine(UI, { message: 'OK', status: 'OK', time: 0.129 })).toMatch(/ \[OK in 0\.13s\]$/);
    const truncated = fancyLine(UI, { message: `OK hook: ${'x'.repeat(90)}`, status: 'OK', index: 1, total: 1, truncate: true });
    expect(truncated).toMatch(/^.{77}\.\.\. \[OK\]$/);
  });

  it('say how each kind of node ended', () => {
    const { log, lines } = logOf();
    const place = { index: 1, total: 1, execution_time: 0.5, node_info };
    log.fire('LogModelResult', { ...place, description: 'sql table model a.b', status: 'CREATE TABLE (3 rows)' });
    log.fire('LogModelResult', { ...place, description: 'sql table model a.b', status: 'PARTIAL SUCCESS (1/2)' });
    log.fire('LogTestResult', { ...place, num_models: 1, name: 't', status: 'fail', num_failures: 2 }, 'error');
    log.fire('LogSeedResult', { ...place, schema: 'a', relation: 'b', status: 'error', result_message: '' }, 'error');
    log.fire('SkippingDetails', { ...place, resource_type: 'test', schema: 'a', node_name: 't' });
    const short = lines().map((line) => line.replace(/ \.+ /, ' '));
    expect(short).toEqual([
      'info Q012 1 of 1 OK created sql table model a.b [CREATE TABLE (3 rows) in 0.50s]',
      'info Q012 1 of 1 PARTIALLY created sql table model a.b [PARTIAL SUCCESS (1/2) in 0.50s]',
      'error Q007 1 of 1 FAIL 2 t [FAIL 2 in 0.50s]',
      'error Q016 1 of 1 ERROR loading seed file a.b [ERROR in 0.50s]',
      'info Q034 1 of 1 SKIP test t [SKIP]',
    ]);
  });

  it('are wrapped at the width, paragraph by paragraph', () => {
    expect(wrapLines({ useColors: false, width: 12 }, 'one two three four\n\nfive')).toBe('one two\nthree four\nfive');
  });

  it("write JSON as Python's json.dumps does", () => {
    expect(pythonJson({ b: [1, null, true], a: 'é', n: 12n }, { sortKeys: true })).toBe(
      '{"a": "\\u00e9", "b": [1, null, true], "n": 12}',
    );
  });
});

describe('warnings', () => {
  const name = { name: 'NothingToDo', code: 'Q035' };
  const deprecation = { name: 'XDeprecation', code: 'D001' };

  it.each([
    [{ error: 'all', warn: [], silence: [] }, true, false, true],
    [{ error: 'all', warn: ['NothingToDo', 'Deprecations'], silence: [] }, false, false, false],
    [{ error: ['NothingToDo'], warn: [], silence: [] }, true, false, false],
    [{ error: ['Deprecations'], warn: ['XDeprecation'], silence: [] }, false, false, false],
    [{ error: [], warn: [], silence: ['NothingToDo'] }, false, true, false],
  ] as const)('are errors, silent or told: %j', (settings, isError, isSilenced, deprecationIsError) => {
    const options = new WarnErrorOptions(settings);
    expect([options.isError(name), options.isSilenced(name), options.isError(deprecation)]).toEqual([
      isError,
      isSilenced,
      deprecationIsError,
    ]);
  });

  it('can all be errors', () => {
    expect(() => logOf(NO_WARN_ERROR, true).log.warn('NothingToDo', {})).toThrow(WarningAsError);
    const { log, lines } = logOf();
    log.warnAs('JinjaLogWarning', 'I061', 'careful', false);
    log.warnAs('Other', 'I000', 'careful');
    expect(lines()).toEqual(['warn I061 careful', 'warn I000 [WARNING]: careful']);
  });

  it('cannot be told where nothing is an error', () => {
    expect(findSettingsProblem({ error: [], warn: ['A'], silence: [] })).toContain('`warn` can only be specified');
    expect(findSettingsProblem({ error: 'some', warn: [], silence: [] })).toContain("('all', '*')");
    expect(findSettingsProblem({ error: '*', warn: ['A'], silence: [] })).toBeNull();
  });
});
