import { isId } from '@weft/kernel';

export interface GlobalId {
  readonly type: string;
  readonly id: string;
}

/** GraphQL's opaque id of a row: its type and its row id. */
export function renderGlobalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** null for a text that is no id of ours, or one of another type than the wanted one. */
export function parseGlobalId(text: string, type?: string): GlobalId | null {
  const [found, id, ...rest] = Buffer.from(text, 'base64url').toString('utf8').split(':');
  if (!found || !id || rest.length > 0 || !isId(id) || (type !== undefined && found !== type)) return null;
  return { type: found, id };
}
