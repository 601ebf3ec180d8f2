/** Where the last parse of a project is kept: a file of ours in its target folder. */
export interface ParseCacheStore {
  /** Null where there is none. */
  read(): string | null;
  write(text: string): void;
}
