import { hash } from 'node:crypto';

/** What stands for a text in the parse cache. */
export function digest(text: string): string {
  return hash('sha1', text, 'base64');
}
