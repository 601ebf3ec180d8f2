import { HostObject } from '@weft/jinja';
import type { AdapterResponse } from '../compile/execution.type.js';

/** What an adapter says of a statement; prints as its message. */
export class AdapterResponseObject extends HostObject {
  constructor(readonly data: AdapterResponse) {
    super();
  }

  attribute(name: string): unknown {
    if (name in this.data) return this.data[name] ?? null;
    return ['code', 'rows_affected', 'query_id'].includes(name) ? null : undefined;
  }

  toString(): string {
    return this.data._message;
  }
}
