import { type Manifest, selectNodes } from '@weft/dbt';
import type { SelectRequest } from '@weft/runner';
import type { VerbCall } from './invocation.js';

/** The ids that the flags select of some resource types. */
export function selectIds(
  call: VerbCall,
  manifest: Manifest,
  { resourceTypes, quiet = false }: SelectRequest,
): ReadonlySet<string> {
  const { flags, log } = call;
  const selected = selectNodes(manifest, { select: flags.list('select'), exclude: flags.list('exclude') });
  if (!selected.ok) throw new Error(selected.error.message);
  if (!quiet) {
    for (const { message } of selected.value.diagnostics) {
      const spec = /'(.*)'/.exec(message)?.[1] ?? message;
      log.warn('NoNodesForSelectionCriteria', { spec_raw: spec });
    }
  }
  return new Set([...selected.value.ids].filter((id) => resourceTypes.includes(id.split('.')[0] ?? '')));
}
