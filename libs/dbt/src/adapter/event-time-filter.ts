import { HostObject } from '@weft/jinja';
import { PyDateTime } from '../context/python/py-date-time.js';

/** Which rows of a relation a batch or a sample reads. */
export class EventTimeFilter extends HostObject {
  constructor(
    readonly fieldName: string,
    readonly start: PyDateTime | null,
    readonly end: PyDateTime | null,
  ) {
    super();
  }

  static between(fieldName: string, start: Date | null, end: Date | null): EventTimeFilter {
    return new EventTimeFilter(fieldName, start && PyDateTime.utc(start), end && PyDateTime.utc(end));
  }

  render(literal: (time: string) => string): string {
    const { fieldName, start, end } = this;
    const from = start ? [`${fieldName} >= ${literal(start.toString())}`] : [];
    const to = end ? [`${fieldName} < ${literal(end.toString())}`] : [];
    return [...from, ...to].join(' and ');
  }

  attribute(name: string): unknown {
    if (name === 'field_name') return this.fieldName;
    return name === 'start' || name === 'end' ? this[name] : undefined;
  }

  toString(): string {
    return `EventTimeFilter(field_name='${this.fieldName}')`;
  }
}
