import { uuidv7 } from 'uuidv7';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new row id: UUIDv7 (RFC 9562), so that ids sort by the time they were made. */
export function newId(): string {
  return uuidv7();
}

/** Whether a text has the shape of a row id. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
