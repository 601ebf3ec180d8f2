import { DbtError } from '@weft/dbt';
import type { Cli } from '../../../cli.js';

/** How an answer is read; a text that is thrown is told, and the question asked again. */
export type ReadAnswer<Answer> = (text: string) => Answer;

/** Asks in the terminal, a line each, with click's marks for defaults. */
export class LinePrompter {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private waiting = '';
  private isOver = false;

  constructor(private readonly cli: Cli) {
    this.chunks = cli.stdin[Symbol.asyncIterator]();
  }

  async ask<Answer>(question: string, read: ReadAnswer<Answer>, byDefault?: Answer): Promise<Answer> {
    const shown = byDefault === undefined ? '' : ` [${String(byDefault)}]`;
    for (;;) {
      await this.cli.out.write(`${question}${shown}: `);
      const text = (await this.line()).trim();
      if (text === '' && byDefault !== undefined) return byDefault;
      if (text === '') continue;
      try {
        return read(text);
      } catch (problem) {
        await this.cli.out.line(`Error: ${problem instanceof Error ? problem.message : String(problem)}`);
      }
    }
  }

  /** An empty answer is a no. */
  async confirm(question: string): Promise<boolean> {
    for (;;) {
      await this.cli.out.write(`${question} [y/N]: `);
      const text = (await this.line()).trim();
      if (text === '') return false;
      try {
        return readYes(text);
      } catch {
        await this.cli.out.line('Error: invalid input');
      }
    }
  }

  /** The number of one of these, from 0. */
  async choose(options: readonly string[], heading: string, question: string): Promise<number> {
    const list = options.map((option, index) => `[${index + 1}] ${option}`).join('\n');
    return this.ask(`${heading}${list}\n${question}`, (text) => readPlace(text, options.length));
  }

  /** Lets go of the terminal, which would keep the command alive. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private async line(): Promise<string> {
    for (;;) {
      const end = this.waiting.indexOf('\n');
      if (end !== -1) {
        const line = this.waiting.slice(0, end);
        this.waiting = this.waiting.slice(end + 1);
        return line;
      }
      if (this.isOver) throw new DbtError('Runtime', 'Aborted!');
      const { value, done } = (await this.chunks.next()) as IteratorResult<Uint8Array, undefined>;
      if (done === true) this.isOver = true;
      else this.waiting += Buffer.from(value).toString('utf8');
    }
  }
}

export function readWhole(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new Error(`'${text}' is not a valid integer.`);
  return Number(text);
}

export function readNumber(text: string): number {
  const value = Number(text);
  if (Number.isNaN(value)) throw new Error(`'${text}' is not a valid float.`);
  return value;
}

export function readYes(text: string): boolean {
  if (/^(y|yes|t|true|1|on)$/i.test(text)) return true;
  if (/^(n|no|f|false|0|off)$/i.test(text)) return false;
  throw new Error('invalid input');
}

function readPlace(text: string, count: number): number {
  const number = readWhole(text);
  if (number < 1 || number > count) throw new Error(`${number} is not in the range 1<=x<=${count}.`);
  return number - 1;
}
