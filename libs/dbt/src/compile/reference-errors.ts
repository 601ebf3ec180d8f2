import { dbtError } from '../context/context.errors.js';
import type { RefCall } from '../context/members/reference-calls.js';

export interface Referring {
  readonly unique_id: string;
  readonly name: string;
  readonly resource_type: string;
  readonly original_file_path: string;
}

export interface MissingTarget {
  readonly name: string;
  readonly kind: 'node' | 'source' | 'metric' | 'function';
  readonly packageName?: string | null;
  readonly version?: string | number | null;
  /** Undefined where it is not known which of the two it is. */
  readonly disabled?: boolean;
}

export function targetNotFound(node: Referring, { name, kind, packageName, version, disabled }: MissingTarget): Error {
  const reason = disabled === undefined ? 'was not found or is disabled' : disabled ? 'is disabled' : 'was not found';
  const versioned = version === null || version === undefined ? '' : `with version '${version}' `;
  const packaged = packageName === null || packageName === undefined ? '' : `in package or project '${packageName}' `;
  const title = node.resource_type.replace(
    /(^|_)([a-z])/g,
    (_all, before: string, letter: string) => before + letter.toUpperCase(),
  );
  return dbtError(
    'Compilation',
    `${title} '${node.unique_id}' (${node.original_file_path}) depends on a ${kind} named '${name}' ${versioned}${packaged}which ${reason}`,
  );
}

export function accessRefused(node: Referring, target: string, access: 'private' | 'protected', scope: string): Error {
  const kind = access === 'private' ? 'group' : 'package';
  return dbtError(
    'Parsing',
    `Node ${node.unique_id} attempted to reference node ${target}, which is not allowed because the referenced node is ${access} to the '${scope}' ${kind}.`,
  );
}

/** A dependency that only shows when `execute` is true would be built at the wrong time. */
export function hiddenDependency(node: Referring, { name, packageName, version }: RefCall): Error {
  const positional = [packageName, name].filter((part) => part !== null).map((part) => `'${part}'`);
  const keyword = version === null ? '' : `,version='${version}'`;
  const hint = `{{ ref(${positional.join(', ')}${keyword}) }}`;
  return dbtError(
    'Compilation',
    `dbt was unable to infer all dependencies for the model "${node.name}".\nThis typically happens when ref() is placed within a conditional block.\n\nTo fix this, add the following hint to the top of the model "${node.name}":\n\n-- depends_on: ${hint}`,
  );
}
