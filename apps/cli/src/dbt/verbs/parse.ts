import type { VerbHandler } from '../run/handlers.js';
import { openTask } from '../run/open-task.js';
import { takeManifestText } from '@weft/dbt';
import { writeManifest } from '@weft/runner';

/** `weft parse` */
export const parse: VerbHandler = async (call) => {
  const { environment } = openTask(call);
  if (call.flags.is('write_json')) await writeManifest(environment, takeManifestText);
  return true;
};
