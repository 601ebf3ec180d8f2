import type { CompiledNodeBase } from './v12/index.js';

type Parts<Name extends keyof CompiledNodeBase> = Pick<CompiledNodeBase, Name>;
type Described = 'tags' | 'description' | 'columns' | 'meta' | 'group' | 'docs' | 'doc_blocks';
type Placed = 'patch_path' | 'build_path' | 'unrendered_config' | 'created_at' | 'relation_name' | 'raw_code';
type Read = 'language' | 'refs' | 'sources' | 'metrics' | 'functions' | 'depends_on' | 'compiled_path' | 'contract';

/** What a node has before anything is said of it. */
export function blankNode(createdAt: number): Parts<Described | Placed> {
  return {
    tags: [],
    description: '',
    columns: {},
    meta: {},
    group: null,
    docs: { show: true, node_color: null },
    patch_path: null,
    build_path: null,
    unrendered_config: {},
    created_at: createdAt,
    relation_name: null,
    raw_code: '',
    doc_blocks: [],
  };
}

/** What a node with code has before its code is read. */
export function blankCode(): Parts<Read> {
  return {
    language: 'sql',
    refs: [],
    sources: [],
    metrics: [],
    functions: [],
    depends_on: { macros: [], nodes: [] },
    compiled_path: null,
    contract: { enforced: false, alias_types: true, checksum: null },
  };
}
