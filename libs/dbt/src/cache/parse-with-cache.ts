import { type Diagnostic, hasErrors } from '@weft/kernel';
import type { Manifest } from '../manifest/v12/index.js';
import type { BuiltinPackages } from '../parse/builtin-projects.js';
import { customEnv, type Invocation, parseManifest } from '../parse/parse-manifest.js';
import type { ParseOptions } from '../parse/parse-options.js';
import { readRuntimeProject } from '../parse/project-reader.js';
import type { RuntimeProject } from '../parse/runtime-project.js';
import { Problems } from '../problems.js';
import { EnvReads, isSameEnv } from './env-reads.js';
import { NodeMemo } from './node-memo.js';
import type { ParseCacheStore } from './parse-cache.port.js';
import { isSameProjects, ProjectReads } from './project-reads.js';
import { RestoredProject } from './restored-project.js';
import {
  builtinHash,
  fingerprintsOf,
  isSameFiles,
  isSameSettings,
  keyOf,
  type StoredHead,
  type StoredParse,
  StoredText,
  writeStored,
} from './stored-parse.js';

interface CachedRequest extends Invocation {
  readonly options: ParseOptions;
  readonly builtin: BuiltinPackages;
  readonly cache: ParseCacheStore;
}

type Parsed = Pick<StoredParse, 'diagnostics' | 'manifest'>;

interface Result {
  readonly project: RuntimeProject | null;
  readonly manifest: Manifest | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Where nothing changed since the last parse, that parse; where files changed, nodes whose text, configuration and macros are the same do
 * not run again. Either way the answer is that of a parse of everything.
 */
export function parseWithCache(request: CachedRequest): Result {
  const { options, cache } = request;
  const key = keyOf(options);
  const files = fingerprintsOf(options.files);
  const stored = StoredText.read(cache.read());
  const usable = stored && isUsable(stored.head, key, request) ? stored : null;
  const isSame = usable && isSameFiles(usable.head.files, files) && isSameProjects(usable.head.others, options);
  const same = isSame ? usable.parse() : null;
  if (usable && same) return restore(usable, same, request);
  return parseAndStore(request, { key, files, usable: usable && isSameSettings(usable.head.files, files) ? usable : null });
}

function isUsable(head: StoredHead, key: string, { options, builtin }: CachedRequest): boolean {
  return head.key === key && isSameEnv(head.env, options.env ?? {}) && builtinHash(builtin(head.adapterType)) === head.builtin;
}

function restore(stored: StoredText, parse: Parsed, { options, invocationId, now }: CachedRequest): Result {
  const { manifest, diagnostics } = parse;
  const time = now.toISOString();
  Object.assign(manifest.metadata, {
    generated_at: time,
    invocation_id: invocationId,
    invocation_started_at: time,
    env: customEnv(options.env ?? {}),
    run_started_at: time,
  });
  return { project: new RestoredProject(options, manifest, () => stored.macroLines()), manifest, diagnostics };
}

interface Before {
  readonly key: string;
  readonly files: Readonly<Record<string, string>>;
  readonly usable: StoredText | null;
}

function parseAndStore(request: CachedRequest, { key, files, usable }: Before): Result {
  const { options, cache } = request;
  const problems = new Problems();
  const reads = new EnvReads(options.env ?? {}, Object.keys(usable?.head.env ?? {}));
  const project = readRuntimeProject(options, problems, reads);
  if (!project || hasErrors(problems.diagnostics)) return { project: null, manifest: null, diagnostics: problems.diagnostics };
  const memo = new NodeMemo(usable?.memo() ?? null);
  const others = new ProjectReads(options);
  const otherProjects = options.otherProjects === 'unread' ? options.otherProjects : others;
  const manifest = parseManifest(project, { ...request, options: { ...options, otherProjects }, problems, memo, reads });
  const { diagnostics } = problems;
  if (!hasErrors(diagnostics)) {
    const macroLines = Object.fromEntries(project.macros.all().map(({ uniqueId, line }) => [uniqueId, line]));
    const adapterType = project.target.type;
    const facts = { env: reads.toStore(), others: others.toStore() };
    const head = { key, adapterType, builtin: builtinHash(request.builtin(adapterType)), files, ...facts };
    const stored: StoredParse = { ...head, diagnostics, memo: memo.toStore(), macroLines, manifest };
    const text = writeStored(stored);
    if (text !== null) cache.write(text);
  }
  return { project, manifest, diagnostics };
}
