import type { ModelNode } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import type { Selectable } from '../graph/selection-graph.js';
import { isModel } from '../methods/node-kind.js';
import { breakingChanges } from './contract-changes.js';

type Warn = (event: string, message: string) => void;

export interface ContractComparison {
  readonly adapterType: string | null;
  readonly warn: Warn;
}

/** A break of the contract of a model without versions is warned of; that of a version is an error. */
export function isSameContract(node: Selectable, old: Selectable, { adapterType, warn }: ContractComparison): boolean {
  if (!isModel(node) || !isModel(old)) return true;
  const [now, before] = [node.contract.enforced, old.contract.enforced];
  if (!before) return !now;
  if (now && node.contract.checksum === old.contract.checksum) return true;
  const changes = breakingChanges(node, old, adapterType);
  if (changes.length > 0) tellBreak(node, changes, warn);
  return false;
}

/** A model that is gone, or disabled, takes its contract along. */
export function tellRemovedContract(removed: ModelNode, now: Date, warn: Warn): void {
  const { contract, config, deprecation_date: deprecation, unique_id: id } = removed;
  if (!contract.enforced || (deprecation !== null && Date.parse(deprecation) < now.getTime())) return;
  const fate = config.enabled ? 'was deleted or renamed' : 'was disabled';
  tellBreak(removed, [`Contracted model '${id}' ${fate}.`], warn);
}

function tellBreak(node: ModelNode, changes: readonly string[], warn: Warn): void {
  const reasons = changes.join('\n  - ');
  if ((node.version ?? null) !== null) {
    const words = 'While comparing to previous project state, dbt detected a breaking change to an enforced contract.';
    const fix =
      'Consider making an additive (non-breaking) change instead, if possible.\n' +
      'Otherwise, create a new model version: https://docs.getdbt.com/docs/collaborate/govern/model-versions';
    throw new DbtError(
      'Runtime',
      `Breaking change to contract Error in model ${node.name} (${node.original_file_path})\n${words}\n  - ${reasons}\n${fix}`,
      {
        location: { file: node.original_file_path },
      },
    );
  }
  warn(
    'UnversionedBreakingChange',
    `Breaking change to contracted, unversioned model ${node.name} (${node.original_file_path})` +
      '\nWhile comparing to previous project state, dbt detected a breaking change to an unversioned model.' +
      `\n  - ${reasons}\n`,
  );
}
