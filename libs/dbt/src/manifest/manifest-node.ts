export type {
  ColumnInfo as ManifestColumn,
  GenericTestNode,
  ManifestNode,
  ModelNode,
  NodeConfig,
  RefArgs,
  TestNode,
} from './v12/index.js';
