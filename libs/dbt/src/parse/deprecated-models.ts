import type { Diagnostic } from '@weft/kernel';
import type { Manifest, ModelNode } from '../manifest/v12/index.js';
import { codeOfEvent } from '../problems.js';

/** Models whose deprecation_date is over, and models that refer to one that has such a date. */
export function findModelDeprecations(manifest: Manifest, now: Date): Diagnostic[] {
  return Object.values(manifest.nodes).flatMap((node) =>
    node.resource_type === 'model' && node.deprecation_date ? tellOf(node, node.deprecation_date, { manifest, now }) : [],
  );
}

function tellOf(node: ModelNode, date: string, { manifest, now }: { manifest: Manifest; now: Date }): Diagnostic[] {
  const isPast = Date.parse(date) < now.getTime();
  const own = `Model ${versioned(node)} has passed its deprecation date of ${date}. This model should be disabled or removed.`;
  const children = (manifest.child_map[node.unique_id] ?? []).flatMap((id) => {
    const child = manifest.nodes[id];
    return child?.resource_type === 'model' ? [child] : [];
  });
  return [
    ...(isPast ? [warning('DeprecatedModel', own)] : []),
    ...children.map((child) =>
      warning(isPast ? 'DeprecatedReference' : 'UpcomingReferenceDeprecation', referenceWords(child, node, { date, isPast })),
    ),
  ];
}

function referenceWords(child: ModelNode, node: ModelNode, { date, isPast }: { date: string; isPast: boolean }): string {
  const moment = isPast ? 'was deprecated on' : 'is slated for deprecation on';
  const words = `While compiling '${child.name}': Found a reference to ${versioned(node)}, which ${moment} '${date}'. `;
  const latest = String(node.latest_version);
  if (node.version === null || String(node.version) === latest) return words;
  const ref = `{{ ref('${node.package_name}', '${node.name}', v='${latest}') }}`;
  return `${words}A new version of '${node.name}' is available. ${isPast ? 'Migrate now' : 'Try it out'}: ${ref}.`;
}

function versioned({ name, version }: ModelNode): string {
  return version === null ? name : `${name}.v${String(version)}`;
}

function warning(event: string, message: string): Diagnostic {
  return { code: codeOfEvent(event), severity: 'warning', message };
}
