import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { platform } from 'node:os';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { DbtError } from '@weft/dbt';
import { writePage } from '../docs/write-page.js';
import { noProject } from '../project/project-place.js';
import type { VerbHandler } from '../run/handlers.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** `weft docs serve`: the project's documentation, until Ctrl-C. */
export const serve: VerbHandler = async ({ folder, flags, outline, log, cli }) => {
  if (folder === null) throw noProject(flags.text('project_dir'));
  const target = resolve(folder, flags.text('target_path') ?? outline.targetPath ?? 'target');
  if (!writePage(target)) throw new DbtError('Runtime', `There is no manifest.json in ${target}: run weft docs generate first`);
  const [host, port] = [flags.text('host') ?? '127.0.0.1', flags.number('port') ?? 8080];
  const server = createServer((request, response) => answer(target, request, response));
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new DbtError('Runtime', `The documentation cannot be served at ${host}:${port}: ${String(error)}`);
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  log.fire('Note', { msg: `Serving docs at ${url}` });
  log.fire('Note', { msg: 'Press Ctrl+C to exit.' });
  if (flags.values['browser'] !== false && cli.stdin.isTTY === true) openBrowser(url);
  if (!cli.signal.aborted) await once(cli.signal, 'abort');
  server.closeAllConnections();
  server.close();
  return true;
};

const OPENERS: Readonly<Record<string, readonly string[]>> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };

/** For somebody who sits before it; where there is none, the address is in the log. */
function openBrowser(url: string): void {
  const [command = 'xdg-open', ...args] = OPENERS[platform()] ?? ['xdg-open'];
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

function answer(folder: string, { method, url = '/' }: IncomingMessage, response: ServerResponse): void {
  const path = decode(new URL(url, 'http://localhost').pathname);
  const file = path === null ? null : join(folder, normalize(path === '/' ? '/index.html' : path));
  const isServed = file !== null && file.startsWith(folder + sep) && statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  if ((method !== 'GET' && method !== 'HEAD') || !isServed) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
  });
  if (method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
