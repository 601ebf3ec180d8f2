import { type MeshPlan, type NounFields, PLAN_KINDS, type PlanChange } from '../mesh-plan.js';
import type { MeshSpec, MeshState } from '../mesh-spec.js';
import { listNouns, type PlannedNoun } from './list-nouns.js';

/**
 * What applying a spec to a state would do. Pure and idempotent: the plan of a spec against its own nouns leaves everything.
 * What a mesh no longer names is retired, last created first, after everything else.
 */
export function planMesh(spec: MeshSpec, state: MeshState): MeshPlan {
  const before = new Map(listNouns(state).map((noun) => [keyOf(noun), noun]));
  const wanted = listNouns(spec);
  const kept = new Set(wanted.map(keyOf));
  const gone = [...before.values()].filter((noun) => !kept.has(keyOf(noun)));
  const retired = gone.sort((a, b) => PLAN_KINDS.indexOf(b.kind) - PLAN_KINDS.indexOf(a.kind));
  return {
    mesh: spec.name,
    changes: [...wanted.map((noun) => compare(noun, before.get(keyOf(noun)))), ...retired.map(retire)],
  };
}

function compare({ kind, name, domain, fields: after }: PlannedNoun, known: PlannedNoun | undefined): PlanChange {
  if (!known) return { action: 'create', kind, name, domain, after };
  const before = known.fields;
  const fields = differing(before, after);
  return fields.length === 0
    ? { action: 'leave', kind, name, domain, before, after }
    : { action: 'change', kind, name, domain, before, after, fields };
}

function retire({ kind, name, domain, fields: before }: PlannedNoun): PlanChange {
  return { action: 'retire', kind, name, domain, before };
}

/** The names of the fields that are not the same, whatever the order of keys: stores do not keep it. */
function differing(before: NounFields, after: NounFields): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.filter((name) => renderCanonical(before[name]) !== renderCanonical(after[name]));
}

/** A value as JSON with its keys in order, so that equal data have equal texts. */
function renderCanonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'undefined'
  );
}

function keyOf({ kind, name }: PlannedNoun): string {
  return `${kind} ${name}`;
}
