/** Properties of a new or changed table that say how it is laid out, and never where or out of what. */
const LAYOUT_PROPERTIES: ReadonlySet<string> = new Set([
  'bucket_count',
  'bucketed_by',
  'change_data_feed_enabled',
  'checkpoint_interval',
  'column_mapping_mode',
  'compression_codec',
  'deletion_vectors_enabled',
  'format',
  'format_version',
  'max_commit_retry',
  'object_store_layout_enabled',
  'orc_bloom_filter_columns',
  'orc_bloom_filter_fpp',
  'parquet_bloom_filter_columns',
  'partitioned_by',
  'partitioning',
  'sorted_by',
]);

/** How many of the properties are not known to be harmless. A schema has no harmless one. */
export function countForeignProperties(kind: 'relation' | 'schema', properties: readonly string[]): number {
  if (kind === 'schema') return properties.length;
  return properties.filter((property) => !LAYOUT_PROPERTIES.has(property.toLowerCase())).length;
}
