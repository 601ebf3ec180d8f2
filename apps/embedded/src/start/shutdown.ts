/** What has been started, ended in the opposite order; one failure does not keep the rest from ending. */
export class Shutdown {
  private readonly steps: { readonly name: string; readonly end: () => Promise<void> | void }[] = [];
  private ended: Promise<void> | null = null;

  constructor(private readonly report: (name: string, error: unknown) => void) {}

  add(name: string, end: () => Promise<void> | void): void {
    this.steps.push({ name, end });
  }

  /** Ends everything once, however often it is asked for. */
  run(): Promise<void> {
    this.ended ??= this.endAll();
    return this.ended;
  }

  private async endAll(): Promise<void> {
    for (const { name, end } of this.steps.reverse()) {
      try {
        await end();
      } catch (error) {
        this.report(name, error);
      }
    }
  }
}
