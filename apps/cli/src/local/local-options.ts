/** What only a run in the command's own process can be told; the texts are as they were typed. */
export interface LocalOptions {
  readonly target?: string;
  readonly profilesDir?: string;
  readonly vars?: string;
  readonly threads?: number;
}
