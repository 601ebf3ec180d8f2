import process from 'node:process';
import { stampOf } from '@weft/runner';
import type { VerbCall } from './invocation.js';

/** What is told at the end of every call, whether it went well or not. */
export function tellEnd({ log, flags, verb }: VerbCall, success: boolean, elapsed: number): void {
  if (flags.is('upload_to_artifacts_ingest_api')) log.fire('ArtifactUploadError', { msg: 'Weft sends nothing to dbt Cloud' });
  const report = {
    command_name: verb.words.at(-1) ?? '',
    command_success: success,
    command_wall_clock_time: elapsed,
    ...usage(),
  };
  log.fire('ResourceReport', report, flags.is('show_resource_report') ? 'info' : 'debug');
  log.fire('CommandCompleted', { command: `weft ${verb.words.join(' ')}`, success, completed_at: stampOf(Date.now()), elapsed });
}

/** In dbt's units: seconds, and kilobytes. */
function usage() {
  const { userCPUTime, systemCPUTime, maxRSS, fsRead, fsWrite } = process.resourceUsage();
  return {
    process_in_blocks: String(fsRead),
    process_kernel_time: systemCPUTime / 1_000_000,
    process_mem_max_rss: String(maxRSS),
    process_out_blocks: String(fsWrite),
    process_user_time: userCPUTime / 1_000_000,
  };
}
