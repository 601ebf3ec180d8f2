import type { SourcePlace } from './refusal.errors.js';

/** The statement's text addressed as the parser addresses it: by code points. */
export class SourceText {
  private readonly points: readonly string[];

  constructor(readonly text: string) {
    this.points = Array.from(text);
  }

  get length(): number {
    return this.points.length;
  }

  slice(start: number, end: number): string {
    return this.points.slice(start, end).join('');
  }

  placeAt(offset: number): SourcePlace {
    let line = 1;
    let column = 1;
    for (let index = 0; index < offset && index < this.points.length; index++) {
      if (this.points[index] === '\n') {
        line++;
        column = 1;
      } else column++;
    }
    return { line, column };
  }
}
