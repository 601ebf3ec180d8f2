declare module 'daff' {
  interface Table {
    readonly height: number;
  }
  const daff: {
    readonly CompareFlags: new () => { ordered: boolean };
    readonly TableView: new (rows: readonly (readonly unknown[])[]) => Table;
    readonly TableDiff: new (alignment: unknown, flags: unknown) => { hilite(output: Table): boolean; hasDifference(): boolean };
    readonly TerminalDiffRender: new () => { render(table: Table): string };
    compareTables(local: Table, remote: Table, flags: unknown): { align(): unknown };
  };
  export default daff;
}
