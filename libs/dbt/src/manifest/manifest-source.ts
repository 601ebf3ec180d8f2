import type { ManifestColumn } from './manifest-node.js';

/** A table of another domain, or of no project at all, that models read. */
export interface ManifestSource {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly resource_type: 'source';
  readonly package_name: string;
  readonly path: string;
  readonly original_file_path: string;
  readonly unique_id: string;
  readonly fqn: readonly string[];
  readonly source_name: string;
  readonly source_description: string;
  readonly loader: string;
  readonly identifier: string;
  readonly description: string;
  readonly columns: Readonly<Record<string, ManifestColumn>>;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly source_meta: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly config: {
    readonly enabled: boolean;
    readonly meta: Readonly<Record<string, unknown>>;
    readonly tags: readonly string[];
  };
  readonly patch_path: null;
  readonly relation_name: string;
  readonly created_at: number;
  readonly doc_blocks: readonly string[];
}
