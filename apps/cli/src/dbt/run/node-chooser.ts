import { resolve } from 'node:path';
import {
  DbtError,
  eventOfCode,
  headingOf,
  type IndirectSelection,
  type Manifest,
  type Selection,
  type SelectionState,
  selectorsOf,
  selectNodes,
} from '@weft/dbt';
import type { Flags, SelectRequest } from '@weft/runner';
import type { ReadyProject } from '../project/read-project.js';
import type { VerbCall } from './invocation.js';
import { readEarlier, stateFolder } from './previous-state.js';

type Part = Pick<
  Selection,
  'select' | 'exclude' | 'selector' | 'selectors' | 'state' | 'indirectSelection' | 'comparesUnrendered'
>;

/** Selects by the flags; state and selectors.yml are read once. */
export class NodeChooser {
  private known: Part | null = null;

  constructor(
    private readonly call: VerbCall,
    private readonly ready: ReadyProject,
  ) {}

  /** The ids of these resource types that the flags name; what matches nothing is told. */
  select(flags: Flags, { resourceTypes, includeEmpty, quiet = false }: SelectRequest): ReadonlySet<string> {
    this.known ??= this.read(flags);
    const selected = selectNodes(this.ready.manifest, { ...this.known, resourceTypes, includeEmpty });
    if (!selected.ok) throw new DbtError(kindOf(selected.error.code), selected.error.message);
    const { diagnostics, defaultSelector } = selected.value;
    const ids = new Set([...selected.value.ids].filter((id) => isEnabled(this.ready.manifest, id)));
    if (quiet) return ids;
    const { log } = this.call;
    if (defaultSelector !== null) log.fire('DefaultSelector', { name: defaultSelector });
    for (const { code, message } of diagnostics) {
      const event = eventOfCode(code);
      const isBreak = event === 'UnversionedBreakingChange';
      log.warnAs(event, isBreak ? 'I071' : 'M030', message, isBreak);
    }
    return ids;
  }

  private read(flags: Flags): Part {
    const models = flags.list('models');
    return {
      select: models.length > 0 ? models : flags.list('select'),
      exclude: flags.list('exclude'),
      selector: flags.text('selector'),
      selectors: selectorsOf(this.ready.manifest),
      indirectSelection: (flags.text('indirect_selection') ?? 'eager') as IndirectSelection,
      comparesUnrendered: flags.is('state_modified_compare_more_unrendered_values'),
      state: this.readState(),
    };
  }

  private readState(): SelectionState | null {
    const folder = stateFolder(this.call, this.ready.folder);
    if (folder === null) return null;
    const { target } = this.ready;
    if (resolve(folder) === resolve(target.folder))
      this.call.log.warn('WarnStateTargetEqual', { state_path: this.call.flags.text('state') ?? folder });
    return {
      manifest: readEarlier(folder, 'manifest.json'),
      results: readEarlier(folder, 'run_results.json'),
      sources: readEarlier(folder, 'sources.json'),
      sourcesCurrent: readEarlier(target.folder, 'sources.json'),
    };
  }
}

/** A test whose parents are not there is kept in the manifest, and is not run. */
function isEnabled({ nodes }: Manifest, id: string): boolean {
  return nodes[id]?.config.enabled !== false;
}

function kindOf(code: string): 'Runtime' {
  return headingOf(code).split(' ')[0] as 'Runtime';
}
