import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Flags, type ToldEvent } from '@weft/runner';
import { describe, expect, it } from 'vitest';
import { secretScrubber } from './scrub.js';
import { consoleSink, FileSink } from './sinks.js';

const ts = new Date('2024-01-01T10:11:12.131Z');

function event(name: string, level: 'debug' | 'info' | 'error', msg: string): ToldEvent {
  return { info: { name, level, msg, code: 'A001', thread: 'Thread-1 (worker)', ts, invocation_id: 'i' }, data: { x: 1 } };
}

const EVENTS = [
  event('Note', 'debug', 'a'),
  event('Note', 'info', 'b'),
  event('Note', 'error', 'c'),
  event('PrintEvent', 'info', 'd'),
];

function shown(values: Record<string, unknown>): string {
  let text = '';
  const sink = consoleSink(new Flags(values), (line) => (text += line), secretScrubber({ DBT_ENV_SECRET_A: 'hidden' }));
  for (const one of EVENTS) sink(one);
  return text;
}

describe('the console', () => {
  it.each([
    [{}, '10:11:12  b\n10:11:12  c\nd\n'],
    [{ quiet: true }, '10:11:12  c\nd\n'],
    [{ debug: true }, '10:11:12  a\n10:11:12  b\n10:11:12  c\nd\n'],
    [{ log_level: 'none' }, ''],
    [
      { log_level: 'error', log_format: 'debug' },
      '10:11:12.131000 [error] [Thread-1 (]: c\n10:11:12.131000 [info ] [Thread-1 (]: d\n',
    ],
  ])('with %j', (flags, text) => {
    expect(shown(flags)).toBe(text);
  });

  it('writes JSON with what dbt has', () => {
    const [line = ''] = shown({ log_format: 'json' }).split('\n');
    expect(JSON.parse(line)).toMatchObject({
      data: { x: 1 },
      info: { name: 'Note', msg: 'b', ts: '2024-01-01T10:11:12.131000Z', extra: {} },
    });
  });

  it('never shows a secret', () => {
    let text = '';
    const sink = consoleSink(
      new Flags({}),
      (line) => (text += line),
      secretScrubber({ DBT_ENV_SECRET_A: 'hidden', OTHER: 'told' }),
    );
    sink(event('Note', 'error', 'it is hidden, that is told'));
    expect(text).toContain('it is *****, that is told');
  });
});

describe('the log file', () => {
  it('has everything in detail, and is turned over when it is too large', () => {
    const folder = mkdtempSync(join(tmpdir(), 'weft-log-'));
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const file = new FileSink(new Flags({ log_file_max_bytes: 10 }), folder, (text) => text);
    file.write(event('Note', 'debug', 'first'));
    file.flush();
    file.write(event('Note', 'debug', 'second'));
    file.flush();
    expect(read('dbt.log')).toBe('10:11:12.131000 [debug] [Thread-1 (]: second\n');
    expect(read('dbt.log.1')).toContain('first');
  });
});
