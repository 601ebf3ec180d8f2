import type { Descriptions } from '../context/descriptions.js';
import type { ManifestColumn } from '../manifest/manifest-node.js';
import type { ColumnProperties } from './schema-file.js';
import type { Written } from './read-schema-files.js';

/** The columns that a properties file describes, by name. */
export function buildColumns(
  { value, file, path }: Written<readonly ColumnProperties[]>,
  descriptions: Descriptions,
): Readonly<Record<string, ManifestColumn>> {
  const columns = value.map((column, index): [string, ManifestColumn] => {
    const { text, docBlocks } = descriptions.render(column.description, file.locate([...path, index, 'description']));
    const meta = { ...column.meta, ...column.config.meta };
    const tags = [...new Set([...column.tags, ...column.config.tags])];
    return [
      column.name,
      {
        name: column.name,
        description: text,
        meta,
        data_type: column.data_type ?? null,
        constraints: [],
        quote: column.quote ?? null,
        config: { meta, tags },
        tags,
        granularity: null,
        doc_blocks: docBlocks,
      },
    ];
  });
  return Object.fromEntries(columns);
}
