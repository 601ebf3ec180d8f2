import { scanBlocks } from '@weft/jinja';
import { type Diagnostic, err, ok, type Result, type SourceLocation } from '@weft/kernel';
import { type SqlConnections, SqlError } from '../adapter/sql-connection.port.js';
import { defineMacro, MACRO_BLOCKS, MacroLibrary } from '../context/macro-library.js';
import type { TemplateProject } from '../context/template-project.type.js';
import type { Manifest } from '../manifest/v12/index.js';
import type { Environment, ProjectSettings } from '../project/project-settings.js';
import { templateDiagnostic } from '../problems.js';
import { Execution } from './execution.js';
import type { ExecutionEvent, NodeSession, RunFlags } from './execution.type.js';

export interface CompilerOptions {
  readonly manifest: Manifest;
  readonly settings: ProjectSettings;
  readonly env?: Environment;
  readonly onLog?: ((message: string, info: boolean) => void) | undefined;
}

export interface CompiledNode {
  readonly uniqueId: string;
  readonly sql: string;
}

/** Nodes of a manifest -> SQL, for a run that has the manifest only: nothing is asked of an engine. */
export class ProjectCompiler {
  private readonly session: Promise<NodeSession>;

  constructor(private readonly options: CompilerOptions) {
    const { manifest, onLog } = options;
    const execution = new Execution({
      manifest,
      project: projectOf(options),
      connections: NO_ENGINE,
      flags: COMPILING,
      now: new Date(),
      invocationId: manifest.metadata.invocation_id ?? '',
      onEvent: (event) => tell(event, onLog),
      selected: [],
      readSeed: () => Promise.reject(noEngine()),
    });
    this.session = execution.session('compile');
  }

  async compile(uniqueId: string): Promise<Result<CompiledNode, Diagnostic>> {
    const node = this.options.manifest.nodes[uniqueId];
    if (!node || node.resource_type === 'seed') throw new Error(`The manifest has no node ${uniqueId}`);
    const at: SourceLocation = { file: node.original_file_path, line: 1 };
    const session = await this.session;
    try {
      const { sql } = await session.compile(node);
      return ok({ uniqueId, sql });
    } catch (error) {
      if (error instanceof SqlError)
        return err({ code: 'DBT_NO_ENGINE', severity: 'error', message: error.message, location: at });
      return err(templateDiagnostic(error, at, namesIn(session.context(node))));
    }
  }
}

/** Every name of a context, those of its prototypes too. */
function namesIn(context: object): string[] {
  const names: string[] = [];
  for (const name in context) names.push(name);
  return names;
}

const COMPILING: RunFlags = {
  which: 'compile',
  fullRefresh: false,
  empty: false,
  sample: null,
  eventTimeStart: null,
  eventTimeEnd: null,
  storeFailures: false,
  defer: false,
  favorState: false,
  introspect: false,
  injectEphemeralCtes: true,
  print: true,
  raw: {},
  invocationArgs: {},
};

function noEngine(): SqlError {
  return new SqlError('Here a project is only compiled: no query can be run while it is.');
}

const NO_ENGINE: SqlConnections = {
  open: () => Promise.reject(noEngine()),
  cancel: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

function tell(event: ExecutionEvent, onLog: CompilerOptions['onLog']): void {
  if (event.kind === 'log') onLog?.(event.message, event.level === 'info');
  if (event.kind === 'print') onLog?.(event.message, true);
  if (event.kind === 'warn') onLog?.(`Warning: ${event.message}`, true);
}

/** What the manifest and the settings say of the project; its macros are in the manifest. */
function projectOf({ manifest, settings, env = {} }: CompilerOptions): TemplateProject {
  const { projectName: name, target, vars } = settings;
  const macros = new MacroLibrary();
  for (const macro of Object.values(manifest.macros)) {
    const [block] = scanBlocks(macro.macro_sql, MACRO_BLOCKS, macro.original_file_path);
    if (!block) throw new Error(`The manifest's macro ${macro.unique_id} has no text`);
    macros.add(defineMacro(block, macro.package_name, macro.original_file_path));
  }
  return {
    name,
    packages: new Map([[name, { name, vars, dispatch: [], quoting: {} }]]),
    target: { ...target, profileName: target.profile_name, credentials: { ...target } },
    cliVars: {},
    env,
    macros,
  };
}
