import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EventLevel, EventSink, Flags, ToldEvent } from '@weft/runner';
import { debugLine, isPrinted, jsonLine, textLine } from './log-line.js';
import type { Scrub } from './scrub.js';

const RANKS: Readonly<Record<string, number>> = { debug: 0, info: 1, warn: 2, error: 3, none: 4 };

/** Cleaning may remove the log's folder: what it says is not written there. */
const NOT_IN_FILE = new Set(['CheckCleanPath', 'ConfirmCleanPath', 'FinishedCleanPaths']);

type WriteLine = (event: ToldEvent) => string;

function formatOf(format: string | null, byDefault: WriteLine, colors: boolean): WriteLine {
  if (format === 'json') return jsonLine;
  if (format === 'debug') return (event) => debugLine(event, colors);
  return format === 'text' ? (event) => textLine(event, colors) : byDefault;
}

function passes(level: EventLevel, least: string): boolean {
  return (RANKS[level] ?? 1) >= (RANKS[least] ?? 1);
}

/** The console: what the flags let through, as they want it written. */
export function consoleSink(flags: Flags, write: (text: string) => void, scrub: Scrub): EventSink {
  const colors = flags.is('use_colors');
  const least = flags.is('quiet') ? 'error' : flags.is('debug') ? 'debug' : (flags.text('log_level') ?? 'info');
  const line = formatOf(flags.text('log_format'), (event) => textLine(event, colors), colors);
  return (event) => {
    if (least === 'none') return;
    if (isPrinted(event) || passes(event.info.level, least)) write(`${scrub(line(event))}\n`);
  };
}

const FLUSH_AT = 65_536;

/** logs/dbt.log, written in pieces; `flush` writes the rest. */
export class FileSink {
  private waiting = '';
  private readonly file: string;
  private readonly least: string;
  private readonly line: WriteLine;

  constructor(
    private readonly flags: Flags,
    private readonly folder: string,
    private readonly scrub: Scrub,
  ) {
    const colors = flags.is('use_colors_file');
    this.file = join(folder, 'dbt.log');
    this.least = flags.is('debug') ? 'debug' : (flags.text('log_level_file') ?? 'debug');
    this.line = formatOf(flags.text('log_format_file'), (event) => debugLine(event, colors), colors);
  }

  readonly write: EventSink = (event) => {
    if (this.least === 'none' || NOT_IN_FILE.has(event.info.name) || !passes(event.info.level, this.least)) return;
    this.waiting += `${this.scrub(this.line(event))}\n`;
    if (this.waiting.length > FLUSH_AT) this.flush();
  };

  flush(): void {
    if (this.waiting === '') return;
    const text = this.waiting;
    this.waiting = '';
    mkdirSync(this.folder, { recursive: true });
    this.turnOver();
    appendFileSync(this.file, text);
  }

  /** A file that has grown too large becomes dbt.log.1, and that dbt.log.2; five are kept. */
  private turnOver(): void {
    const most = this.flags.number('log_file_max_bytes') ?? 0;
    if (most === 0 || !existsSync(this.file) || statSync(this.file).size < most) return;
    for (let number = 4; number >= 0; number--) {
      const older = number === 0 ? this.file : `${this.file}.${number}`;
      if (existsSync(older)) renameSync(older, `${this.file}.${number + 1}`);
    }
  }
}
