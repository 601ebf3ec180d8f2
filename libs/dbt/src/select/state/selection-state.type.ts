import type { Manifest } from '../../manifest/v12/index.js';

export interface FreshnessResults {
  /** Without `max_loaded_at` where the source could not be read. */
  readonly results: readonly { readonly unique_id: string; readonly max_loaded_at?: string | null | undefined }[];
}

/** What --state points at; null for a file that is not there. */
export interface SelectionState {
  readonly manifest: Manifest | null;
  readonly results?: { readonly results: readonly { readonly unique_id: string; readonly status: string }[] } | null;
  readonly sources?: FreshnessResults | null;
  /** The sources.json of the project's own target folder. */
  readonly sourcesCurrent?: FreshnessResults | null;
}
