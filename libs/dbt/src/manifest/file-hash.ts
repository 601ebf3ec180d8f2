import { hash } from 'node:crypto';
import type { FileHash } from './v12/index.js';

/** A text's checksum as manifests have it. */
export function sha256(text: string): FileHash {
  return { name: 'sha256', checksum: hash('sha256', text, 'hex') };
}
