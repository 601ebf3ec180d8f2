/** Fields that say when and by whom, not what. */
export const IGNORED = new Set([
  'created_at',
  'generated_at',
  'invocation_id',
  'invocation_started_at',
  'run_started_at',
  'user_id',
  'send_anonymous_usage_stats',
  'root_path',
]);

/** Where two values differ: `path: theirs / ours`. Keys' order counts where `ordered`. */
export function differences(theirs, ours, { path = '', ordered = false, found = [] } = {}) {
  if (isObject(theirs) && isObject(ours)) {
    const keys = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
    for (const key of keys) {
      if (IGNORED.has(key)) continue;
      const inner = `${path}/${key}`;
      if (!(key in ours)) found.push(`${inner}: missing; dbt: ${show(theirs[key])}`);
      else if (!(key in theirs)) found.push(`${inner}: not in dbt's; ours: ${show(ours[key])}`);
      else differences(theirs[key], ours[key], { path: inner, ordered, found });
    }
    if (ordered && Object.keys(theirs).join() !== Object.keys(ours).join()) {
      found.push(`${path}: order of keys; dbt: ${Object.keys(theirs)} ours: ${Object.keys(ours)}`);
    }
  } else if (Array.isArray(theirs) && Array.isArray(ours) && theirs.length === ours.length) {
    theirs.forEach((value, index) => differences(value, ours[index], { path: `${path}/${index}`, ordered, found }));
  } else if (JSON.stringify(theirs) !== JSON.stringify(ours)) found.push(`${path}: dbt: ${show(theirs)} ours: ${show(ours)}`);
  return found;
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value) {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}
