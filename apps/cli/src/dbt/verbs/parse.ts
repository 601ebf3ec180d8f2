import type { VerbHandler } from '../run/handlers.js';
import type { ReadyProject } from '../project/read-project.js';
import type { VerbCall } from '../run/invocation.js';
import { openTask } from '../run/open-task.js';
import { takeManifestText } from '@weft/dbt';
import { writeManifest } from '@weft/runner';

/** `weft parse` */
export const parse: VerbHandler = async (call) => {
  const startedAt = performance.now();
  const opened = openTask(call);
  const { environment } = opened;
  if (call.flags.is('write_json')) await writeManifest(environment, takeManifestText);
  await writePerformance(opened.ready, call, (performance.now() - startedAt) / 1_000);
  return true;
};

/** dbt's file of how the parse went; how its parts went is not measured. */
async function writePerformance({ manifest, target }: ReadyProject, { log, flags }: VerbCall, elapsed: number): Promise<void> {
  const parts = [manifest.nodes, manifest.sources, manifest.macros, manifest.docs, manifest.exposures] as Readonly<
    Record<string, Parsed>
  >[];
  const all = parts.flatMap((part) => Object.values(part));
  const paths = new Set(all.map(({ package_name: name, original_file_path: path }) => `${name}:${path}`));
  const names = [...new Set(all.map(({ package_name: name }) => name))];
  const info = {
    path_count: paths.size,
    is_partial_parse_enabled: flags.is('partial_parse'),
    is_static_analysis_enabled: flags.is('static_parser'),
    load_all_elapsed: elapsed,
    projects: names.map((name) => ({ project_name: name, elapsed: null, parsers: [] })),
  };
  const path = await target.artifacts.write('perf_info.json', JSON.stringify(info, null, 4));
  log.fire('ParsePerfInfoPath', { path });
}

interface Parsed {
  readonly package_name: string;
  readonly original_file_path: string;
}
