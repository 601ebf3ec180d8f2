import { relationOfNode } from '../adapter/node-relation.js';
import { quotingOf } from '../adapter/pure-methods.js';
import { dbtError } from '../context/context.errors.js';
import type { TemplateWorld } from '../context/template-world.js';
import type { ModelNode } from '../manifest/v12/index.js';
import type { ManifestIndex } from './manifest-index.js';

interface Options {
  readonly world: TemplateWorld;
  readonly index: ManifestIndex;
  readonly defer: boolean;
}

const STRINGS = `\\s*(['"])(.*?)\\1\\s*`;
const REF = new RegExp(
  `^\\s*ref\\(${STRINGS}(?:,${STRINGS.replaceAll('\\1', '\\3')})?(?:,\\s*(?:v|version)\\s*=\\s*['"]?([^'")]+)['"]?\\s*)?\\)\\s*$`,
);
const SOURCE = new RegExp(`^\\s*source\\(${STRINGS},${STRINGS.replaceAll('\\1', '\\3')}\\)\\s*$`);

/** `ref('a')` or `source('a', 'b')` of a foreign key as the relation's name; a name that is already there stays. */
export function foreignKeyTarget(node: ModelNode, expression: string, { world, index, defer }: Options): string {
  const ref = REF.exec(expression);
  const source = ref ? null : SOURCE.exec(expression);
  if (!ref && !source) {
    if (/^["\w.`]+$/.test(expression)) return expression;
    throw dbtError(
      'Compilation',
      `'${node.unique_id}' defines a foreign key constraint 'to' expression which is not valid 'ref' or 'source' syntax: ${expression}.`,
    );
  }
  const [first = '', second] = [ref?.[2] ?? source?.[2], ref?.[4] ?? source?.[4]];
  const call = { name: second ?? first, packageName: second === undefined ? null : first, version: ref?.[5]?.trim() ?? null };
  const found = source ? index.source(first, second ?? '', node.package_name) : index.ref(call, node.package_name);
  if (!found || !('node' in found)) {
    throw dbtError('Compilation', `'${node.unique_id}' depends on '${expression}' which is not in the graph!`);
  }
  const deferred = defer && 'defer_relation' in found.node ? found.node.defer_relation : null;
  return relationOfNode(world.dialect, deferred ?? found.node, quotingOf(world)).toString();
}
