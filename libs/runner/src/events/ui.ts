/** How lines look: dbt's colours where they are wanted, and its width. */
export interface Ui {
  readonly useColors: boolean;
  readonly width: number;
}

const CODES = { red: '\u001B[31m', green: '\u001B[32m', yellow: '\u001B[33m' } as const;
const RESET = '\u001B[0m';

export type UiColor = keyof typeof CODES;

export function paint(ui: Ui, color: UiColor, text: string): string {
  return ui.useColors ? `${CODES[color]}${text}${RESET}` : text;
}

export interface FancyLine {
  readonly message: string;
  readonly status: string;
  readonly index?: number | null;
  readonly total?: number | null;
  /** Seconds. */
  readonly time?: number;
  readonly truncate?: boolean;
}

/** `1 of 2 START sql view model main.my_model ..... [RUN]` */
export function fancyLine(ui: Ui, { message, status, index = null, total = null, time, truncate = false }: FancyLine): string {
  const progress = index === null || total === null ? '' : `${index} of ${total} `;
  const padded = `${progress}${message} `.padEnd(ui.width, '.');
  const line = truncate && padded.length > ui.width - 3 ? `${padded.slice(0, ui.width - 3)}...` : padded;
  return `${line} [${status}${time === undefined ? '' : ` in ${time.toFixed(2)}s`}]`;
}

/** `1 error`, `2 errors` */
export function pluralize(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

export function warningTag(ui: Ui, message: string, eventName?: string): string {
  return `[${paint(ui, 'yellow', 'WARNING')}]${eventName === undefined ? '' : `[${eventName}]`}: ${message}`;
}

/** Breaks lines at the width; an empty line between paragraphs becomes a line's end, as in dbt. */
export function wrapLines(ui: Ui, message: string): string {
  return message
    .split('\n\n')
    .map((paragraph) => fill(paragraph.split(/\s+/).filter(Boolean), ui.width))
    .join('\n');
}

function fill(words: readonly string[], width: number): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
