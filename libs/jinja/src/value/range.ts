/** Python's range: a list that prints as it was made and has no methods that change it. */
export class Range extends Array<number> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  private start = 0;
  private stop = 0;
  private step = 1;

  static made(start: number, stop: number, step: number): Range {
    const range = new Range();
    Object.assign(range, { start, stop, step });
    const count = Range.count(start, stop, step);
    for (let index = 0; index < count; index++) range.push(start + index * step);
    return range;
  }

  static count(start: number, stop: number, step: number): number {
    return Math.max(0, Math.ceil((stop - start) / step));
  }

  repr(): string {
    return `range(${this.start}, ${this.stop}${this.step === 1 ? '' : `, ${this.step}`})`;
  }
}
