import { parseCriterion } from './parse-criterion.js';
import { groupOf, type IndirectSelection, type SelectionGroup, type SelectionSpec } from './selection-spec.js';

/** What is selected where nothing is asked for. */
const EVERYTHING = ['fqn:*', 'source:*', 'exposure:*', 'metric:*', 'semantic_model:*'];

/** dbt's --select and --exclude: a space or a further text means or, a comma means and. */
export function parseSelection(
  select: readonly string[],
  exclude: readonly string[],
  indirectSelection: IndirectSelection,
): SelectionSpec {
  const included =
    select.length > 0 ? parseUnion(select, indirectSelection, true) : parseUnion(EVERYTHING, indirectSelection, false);
  return groupOf('difference', [included, parseUnion(exclude, indirectSelection, true)]);
}

function parseUnion(texts: readonly string[], indirectSelection: IndirectSelection, expected: boolean): SelectionGroup {
  const components = texts
    .flatMap((text) => text.split(' '))
    .map((text): SelectionGroup => ({
      kind: 'intersection',
      components: text.split(',').map((part) => parseCriterion(part, indirectSelection)),
      expected: expected ? text : null,
      indirectSelection,
    }));
  return { kind: 'union', components, expected: null, indirectSelection };
}
