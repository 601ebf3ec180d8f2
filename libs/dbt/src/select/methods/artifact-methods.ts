import { DbtError } from '../../problems.js';
import type { FreshnessResults } from '../state/selection-state.type.js';
import type { Method } from './method.type.js';

/** `result:error`: by the status in the run_results.json of before. */
export const resultMethod: Method = (value, _, { state }) => {
  if (!state?.results) throw new DbtError('Internal', 'No comparison run_results');
  const ids = new Set(state.results.results.filter(({ status }) => status === value).map(({ unique_id: id }) => id));
  return ({ unique_id: id }) => ids.has(id);
};

/** `source_status:fresher`: with newer rows than the sources.json of before says. */
export const sourceStatusMethod: Method = (value, _, { state }) => {
  if (!state?.sources) {
    throw new DbtError('Internal', 'No previous state comparison freshness results in sources.json');
  }
  if (!state.sourcesCurrent) {
    throw new DbtError('Internal', 'No current state comparison freshness results in sources.json');
  }
  const before = loadedAt(state.sources);
  const now = loadedAt(state.sourcesCurrent);
  return ({ unique_id: id }) => {
    const loaded = now.get(id);
    return value === 'fresher' && loaded !== undefined && loaded > (before.get(id) ?? -Infinity);
  };
};

function loadedAt({ results }: FreshnessResults): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { unique_id: id, max_loaded_at: at } of results) if (at !== undefined && at !== null) times.set(id, Date.parse(at));
  return times;
}
