import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeConfiguration } from '@weft/tools/trino/config.mjs';
import { fetchFile } from '@weft/tools/trino/fetch-file.mjs';
import { findJava } from '@weft/tools/trino/jdk.mjs';
import { withLock } from '@weft/tools/trino/lock.mjs';
import { policySecret } from '@weft/tools/trino/policy-url.mjs';
import { endProcess, isAlive, processId } from '@weft/tools/trino/processes.mjs';
import { findServer, stopTrino } from '@weft/tools/trino/server.mjs';

const silent = (): void => undefined;
let folder: string;

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'weft-tools-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('fetching a file', () => {
  const content = randomBytes(300_000);
  const sha1 = createHash('sha1').update(content).digest('hex');
  const ranges: (string | undefined)[] = [];
  let server: Server;
  let respond: (response: ServerResponse, from: number) => void;

  beforeEach(async () => {
    ranges.length = 0;
    server = createServer((request, response) => {
      if (request.url?.endsWith('.sha1')) return response.end(`${sha1}\n`);
      ranges.push(request.headers.range);
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from });
      return respond(response, from);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => server.close());

  const options = (log: (line: string) => void = silent) => ({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/f.tar.gz`,
    target: join(folder, 'cache', 'f.tar.gz'),
    sha1,
    log,
    pauseMs: 1,
  });

  it('goes on where a broken download stopped, and shows progress', async () => {
    respond = (response, from) => {
      if (from > 0) return void response.end(content.subarray(from));
      response.write(content.subarray(0, 100_000), () => response.destroy());
    };
    const lines: string[] = [];
    await fetchFile(options((line) => lines.push(line)));
    expect(readFileSync(options().target).equals(content)).toBe(true);
    expect(ranges[0]).toBeUndefined();
    expect(ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-$/);
    expect(lines.join('\n')).toMatch(/broke off[\s\S]*100 %/);
  });

  it('leaves nothing behind that has another sum', async () => {
    respond = (response) => void response.end(randomBytes(content.length));
    await expect(fetchFile(options())).rejects.toThrow(/SHA-1 .* expected/);
    expect([existsSync(options().target), existsSync(`${options().target}.part`)]).toEqual([false, false]);
  });

  it('refuses another file before fetching it', async () => {
    await expect(fetchFile({ ...options(), sha1: 'f'.repeat(40) })).rejects.toThrow('is another file');
    expect(ranges).toEqual([]);
  });

  it('says which host cannot be reached and what to set', async () => {
    await expect(fetchFile({ ...options(), url: 'http://127.0.0.1:9/f' })).rejects.toThrow(
      /127\.0\.0\.1:9 cannot be reached.*WEFT_MAVEN_URL/,
    );
  });
});

describe('the lock on the cache', () => {
  it('lets one in at a time', async () => {
    const file = join(folder, 'x.lock');
    const seen: string[] = [];
    const enter = (name: string) =>
      withLock(file, silent, async () => {
        seen.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        seen.push(`${name} out`);
      });
    await Promise.all([enter('a'), enter('b')]);
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out']);
    expect(existsSync(file)).toBe(false);
  });

  it('of a process that has ended is taken over', async () => {
    const file = join(folder, 'x.lock');
    writeFileSync(file, JSON.stringify({ pid: process.pid, startTicks: '1' }));
    expect(await withLock(file, silent, () => Promise.resolve('done'))).toBe('done');
  });
});

describe('finding a JDK', () => {
  function java(home: string, version: string): string {
    mkdirSync(join(folder, home, 'bin'), { recursive: true });
    const file = join(folder, home, 'bin', 'java');
    writeFileSync(file, `#!/bin/sh\necho 'openjdk ${version} 2026-01-01'\n`);
    chmodSync(file, 0o755);
    return file;
  }

  it('passes over an old JAVA_HOME and takes a new one from the usual folders', () => {
    java('old', '17.0.1');
    const good = java('jdks/jdk-25', '25.0.3');
    const env = { JAVA_HOME: join(folder, 'old'), PATH: '/nonexistent' };
    expect(findJava({ env, folders: [join(folder, 'jdks')] })).toBe(good);
  });

  it('says what was seen and what is needed', () => {
    const old = java('old', '17.0.1');
    const env = { JAVA_HOME: join(folder, 'old'), PATH: '' };
    expect(() => findJava({ env, folders: [] })).toThrow(`${old} is version 17`);
    expect(() => findJava({ env, folders: [] })).toThrow('JDK of version 24 or later');
  });
});

describe('the configuration', () => {
  const settings = (policyUrl: string | null) => ({
    home: '/trino',
    dataDir: folder,
    port: 8080,
    policyUrl,
    heap: '2G',
    eventsUrl: null,
  });
  const accessControl = () => join(folder, 'etc', 'access-control.properties');

  it('asks the policy service for everything in batches, in a file that only its owner may read', () => {
    writeConfiguration(settings('http://127.0.0.1:4401/abc'));
    const text = readFileSync(accessControl(), 'utf8');
    for (const line of [
      'access-control.name=opa',
      'opa.policy.uri=http://127.0.0.1:4401/abc/allow',
      'opa.policy.batched-uri=http://127.0.0.1:4401/abc/batch',
      'opa.policy.row-filters-uri=http://127.0.0.1:4401/abc/rowFilters',
      'opa.policy.batch-column-masking-uri=http://127.0.0.1:4401/abc/batchColumnMasks',
      'opa.http-client.request-timeout=5s',
    ])
      expect(text.split('\n')).toContain(line);
    expect(statSync(accessControl()).mode & 0o777).toBe(0o600);
  });

  it('keeps the catalogs and forgets the policy service of an earlier start', () => {
    writeConfiguration(settings('http://127.0.0.1:4401/abc'));
    writeFileSync(join(folder, 'etc', 'catalog', 'x.properties'), 'connector.name=tpch\n');
    writeConfiguration(settings(null));
    expect(existsSync(accessControl())).toBe(false);
    expect(existsSync(join(folder, 'etc', 'catalog', 'x.properties'))).toBe(true);
  });

  it('has a secret that whoever comes first makes and the other finds', () => {
    const secret = policySecret(join(folder, 'home'));
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(policySecret(join(folder, 'home'))).toBe(secret);
    expect(statSync(join(folder, 'home', 'policy-secret')).mode & 0o777).toBe(0o600);
    writeFileSync(join(folder, 'home', 'policy-secret'), '');
    expect(() => policySecret(join(folder, 'home'))).toThrow('holds no secret');
  });
});

describe('processes', () => {
  it('are ended by number and start time, and one that took over the number is left alone', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const id = processId(child.pid ?? 0);
    await endProcess({ ...id, startTicks: '1' });
    expect(isAlive(id)).toBe(true);
    await endProcess(id);
    expect(isAlive(id)).toBe(false);
  });

  it('that do not mind SIGTERM are killed', async () => {
    const child = spawn(
      process.execPath,
      ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const id = processId(child.pid ?? 0);
    await endProcess(id, 300);
    expect(isAlive(id)).toBe(false);
  });

  it('of a former Trino are not taken for a running one', async () => {
    writeFileSync(join(folder, 'trino.json'), JSON.stringify({ pid: process.pid, startTicks: '1', url: 'http://127.0.0.1:1' }));
    expect(findServer(folder)).toBeNull();
    expect(await stopTrino(folder)).toBeNull();
    expect(isAlive(processId(process.pid))).toBe(true);
  });
});
