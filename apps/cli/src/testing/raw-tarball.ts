import { gzipSync } from 'node:zlib';

export interface RawEntry {
  readonly path: string;
  readonly content?: string;
  /** tar's letter: 0 file, 1 link, 2 symbolic link, 3 character device, 5 folder, 6 pipe. */
  readonly type?: string;
  readonly link?: string;
}

/** A .tar.gz with whatever entries, hostile ones too. */
export function rawTarball(entries: readonly RawEntry[]): Buffer {
  return gzipSync(Buffer.concat([...entries.flatMap(blocksOf), Buffer.alloc(1024)]));
}

function blocksOf({ path, content = '', type = '0', link = '' }: RawEntry): Buffer[] {
  const data = Buffer.from(content);
  const padded = Buffer.alloc(Math.ceil(data.length / 512) * 512);
  data.copy(padded);
  return [headerOf(path, data.length, type, link), padded];
}

function headerOf(path: string, size: number, type: string, link: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write(['0000644', '0000000', '0000000', ''].join('\0'), 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0`, 124);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write(link, 157, 100);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
