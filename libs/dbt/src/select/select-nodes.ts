import { toRepr } from '@weft/jinja';
import { type Diagnostic, err, ok, type Result } from '@weft/kernel';
import type { Manifest } from '../manifest/v12/index.js';
import { nearestHint } from '../nearest-hint.js';
import { codeOfEvent, DbtError, Problems } from '../problems.js';
import { membersOf } from './graph/node-set.js';
import { type Selectable, SelectionGraph } from './graph/selection-graph.js';
import { isInNodes } from './methods/node-kind.js';
import { NodeSelector } from './node-selector.js';
import { selectorsOf } from './selectors/project-selectors.js';
import { buildSpecs } from './selectors/read-selectors.js';
import type { Selectors } from './selectors/selectors.type.js';
import { parseSelection } from './spec/parse-selection.js';
import type { IndirectSelection, SelectionSpec } from './spec/selection-spec.js';
import type { SelectionState } from './state/selection-state.type.js';

export interface Selection {
  /** dbt's --select: several texts and spaces mean or, commas mean and. Nothing means everything. */
  readonly select?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  /** --selector: a name in selectors.yml. */
  readonly selector?: string | null | undefined;
  /** Those of the manifest, where nothing is said. */
  readonly selectors?: Selectors | undefined;
  readonly indirectSelection?: IndirectSelection | undefined;
  /** Which kinds of nodes are wanted; all of them where nothing is said. */
  readonly resourceTypes?: readonly string[] | undefined;
  /** Whether nodes without any code are wanted too. */
  readonly includeEmpty?: boolean | undefined;
  /** What --state points at. */
  readonly state?: SelectionState | null | undefined;
  /** The flag state_modified_compare_more_unrendered_values. */
  readonly comparesUnrendered?: boolean | undefined;
  /** The project's files, for `path:`; without them, those that the nodes are from. */
  readonly files?: readonly string[] | undefined;
}

export interface Selected {
  readonly ids: ReadonlySet<string>;
  /** Warnings under the names of dbt's events: criteria that match nothing, contracts that are broken. */
  readonly diagnostics: readonly Diagnostic[];
  /** The selector with `default: true`, where it was used because nothing was asked for. */
  readonly defaultSelector: string | null;
}

/** What a command's --select, --exclude and --selector name; tests come with what they test. */
export function selectNodes(manifest: Manifest, selection: Selection): Result<Selected, Diagnostic> {
  try {
    return ok(select(manifest, selection));
  } catch (error) {
    if (!(error instanceof DbtError)) throw error;
    const problems = new Problems();
    problems.dbt(error.kind, error.message, error.details);
    return err(problems.diagnostics[0] as Diagnostic);
  }
}

function select(manifest: Manifest, selection: Selection): Selected {
  const { spec, defaultSelector } = specOf(manifest, selection);
  const diagnostics: Diagnostic[] = [];
  const graph = new SelectionGraph(manifest);
  const warn = (event: string, message: string, hint?: string): void => {
    diagnostics.push({ code: codeOfEvent(event), severity: 'warning', message, ...(hint !== undefined && { hint }) });
  };
  const world = {
    manifest,
    state: selection.state ?? null,
    comparesUnrendered: selection.comparesUnrendered ?? false,
    files: selection.files ?? null,
    warn,
  };
  const selector = new NodeSelector(graph, world, (criterion) => {
    const message = `The selection criterion '${criterion}' does not match any enabled nodes`;
    warn('NoNodesForSelectionCriteria', message, hintFor(criterion, manifest));
  });
  const numbers = membersOf(selector.select(spec));
  const wanted = wantedTest(selection);
  const nodes = numbers.map((number) => graph.node(number)).filter(wanted);
  return { ids: new Set(nodes.map(({ unique_id: id }) => id)), diagnostics, defaultSelector };
}

function specOf(manifest: Manifest, selection: Selection): { spec: SelectionSpec; defaultSelector: string | null } {
  const { select = [], exclude = [], selector, selectors = selectorsOf(manifest), indirectSelection = 'eager' } = selection;
  const isAsked = select.length > 0 || exclude.length > 0;
  const byDefault = isAsked ? undefined : selectors.named.find(({ isDefault }) => isDefault)?.name;
  const name = (selector ?? '') === '' ? byDefault : selector;
  if (name === undefined || name === null) {
    return { spec: parseSelection(select, exclude, indirectSelection), defaultSelector: null };
  }
  const spec = buildSpecs(selectors.named, indirectSelection).get(name);
  const isDefault = (selector ?? '') === '';
  if (spec) return { spec, defaultSelector: isDefault ? name : null };
  const names = selectors.named.map((each) => each.name);
  throw new DbtError('Runtime', `Could not find selector named ${name}, expected one of ${toRepr(names)}`, {
    hint: nearestHint(name, names),
  });
}

function wantedTest({ resourceTypes, includeEmpty = false }: Selection): (node: Selectable) => boolean {
  const types = resourceTypes && new Set(resourceTypes);
  return (node) => (types?.has(node.resource_type) ?? true) && (includeEmpty || !isEmpty(node));
}

function isEmpty(node: Selectable): boolean {
  return isInNodes(node) && node.resource_type !== 'seed' && 'raw_code' in node && node.raw_code.trim() === '';
}

function hintFor(criterion: string, manifest: Manifest): string | undefined {
  const name = criterion.replace(/^@?\d*\+?/, '').replace(/\+\d*$/, '');
  return /^\w+$/.test(name)
    ? nearestHint(
        name,
        Object.values(manifest.nodes).map((node) => node.name),
      )
    : undefined;
}
