import { PyDateTime } from '@weft/dbt';
import { callable, HostObject } from '@weft/jinja';
import type { Timing } from '../node/node-result.js';

/** A result's timing as dbt's object: its times are datetimes of UTC without a zone, its `to_dict` has them as text. */
export class TimingObject extends HostObject {
  constructor(private readonly timing: Timing) {
    super();
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'name':
        return this.timing.name;
      case 'started_at':
      case 'completed_at':
        return PyDateTime.parse(this.timing[name])?.withZone(null) ?? null;
      case 'to_dict':
        return callable('to_dict', () => ({ ...this.timing }));
      default:
        return undefined;
    }
  }

  toString(): string {
    return `TimingInfo(name='${this.timing.name}')`;
  }
}
