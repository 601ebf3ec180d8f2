import type { EventKind, EventLevel } from './event-kind.js';
import { type EventData, type EventName, EVENTS } from './events.js';
import { type Ui, warningTag } from './ui.js';
import type { WarnErrorOptions } from './warn-error-options.js';

/** An event as it is told: `info` is what dbt's structured log has, `data` the event's own. */
export interface ToldEvent {
  readonly info: {
    readonly name: string;
    readonly code: string;
    readonly level: EventLevel;
    readonly msg: string;
    readonly thread: string;
    readonly ts: Date;
    readonly invocation_id: string;
  };
  readonly data: object;
}

/** Where events go: the console, a file, a test. */
export type EventSink = (event: ToldEvent) => void;

export interface EventLogOptions {
  readonly sinks: readonly EventSink[];
  readonly ui: Ui;
  readonly invocationId: string;
  readonly now: () => Date;
  readonly warnErrors: WarnErrorOptions;
  /** The flag require_all_warnings_handled_by_warn_error. */
  readonly handlesEveryWarning?: boolean;
}

/** A warning that --warn-error made an error of. */
export class WarningAsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WarningAsError';
  }
}

/** Tells events to whoever listens, in dbt's words. */
export class EventLog {
  constructor(
    private readonly options: EventLogOptions,
    private readonly thread = 'MainThread',
  ) {}

  get ui(): Ui {
    return this.options.ui;
  }

  get warnErrors(): WarnErrorOptions {
    return this.options.warnErrors;
  }

  /** The same log, for one thread of the run. */
  of(thread: string): EventLog {
    return new EventLog(this.options, thread);
  }

  fire<Name extends EventName>(name: Name, data: EventData<Name>, level?: EventLevel): void {
    const kind = EVENTS[name] as unknown as EventKind<object>;
    const told = level ?? kind.level;
    if (this.options.handlesEveryWarning === true && told === 'warn') return this.handleWarning(name, data);
    this.tell(name, kind, data, told);
  }

  /** A warning that --warn-error-options can make an error of, or silence. */
  warn<Name extends EventName>(name: Name, data: EventData<Name>): void {
    this.handleWarning(name, data);
  }

  /** A warning that has its own name but no words here: of the parser, which dbt marks as such, or of a template. */
  warnAs(name: string, code: string, msg: string, isTagged = true): void {
    const kind: EventKind<object> = {
      code,
      level: 'warn',
      message: (_, ui) => (isTagged && !msg.startsWith('[') ? warningTag(ui, msg) : msg),
    };
    this.judge(name, kind, { msg });
  }

  line(msg = '', level: EventLevel = 'info'): void {
    this.fire('Formatting', { msg }, level);
  }

  private handleWarning<Name extends EventName>(name: Name, data: EventData<Name>): void {
    this.judge(name, EVENTS[name] as unknown as EventKind<object>, data);
  }

  private judge(name: string, kind: EventKind<object>, data: object): void {
    const warned = { name, code: kind.code };
    if (this.options.warnErrors.isError(warned)) throw new WarningAsError(kind.message(data, this.ui));
    if (!this.options.warnErrors.isSilenced(warned)) this.tell(name, kind, data, 'warn');
  }

  private tell(name: string, { code, message }: EventKind<object>, data: object, level: EventLevel): void {
    const { invocationId, now, sinks, ui } = this.options;
    const msg = message(data, ui);
    const info = { name, code, level, msg, thread: this.thread, ts: now(), invocation_id: invocationId };
    for (const sink of sinks) sink({ info, data });
  }
}
