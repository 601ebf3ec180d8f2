import { type NodeInfo } from '../events/event-kind.js';
import { materializationOf, type ResultNode } from '../manifest-types.js';

/** A node's state as dbt's events tell it. */
export class NodeInfoTracker {
  private status = 'None';
  private startedAt = '';
  private finishedAt = '';

  constructor(private readonly node: ResultNode) {}

  start(at: string): void {
    this.status = 'started';
    this.startedAt = at;
  }

  become(status: string): void {
    this.status = status;
  }

  finish(status: string, at: string): void {
    this.status = status;
    this.finishedAt = at;
  }

  get info(): NodeInfo {
    const { node } = this;
    const place = node as { database?: string | null; schema?: string; alias?: string; relation_name?: string | null };
    const checksum = (node as { checksum?: { checksum?: string } }).checksum?.checksum;
    return {
      node_path: node.path,
      node_name: node.name,
      unique_id: node.unique_id,
      resource_type: node.resource_type,
      materialized: materializationOf(node),
      node_status: this.status,
      node_started_at: this.startedAt.slice(0, -1),
      node_finished_at: this.finishedAt.slice(0, -1),
      meta: (node as { meta?: object }).meta ?? {},
      node_relation: {
        database: place.database ?? '',
        schema: place.schema ?? '',
        alias: place.alias ?? '',
        relation_name: place.relation_name ?? '',
      },
      node_checksum: checksum ?? '',
    };
  }
}
