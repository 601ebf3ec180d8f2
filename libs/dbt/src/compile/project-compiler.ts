import { ReturnSignal, scanBlocks, Template, toText } from '@weft/jinja';
import { type Diagnostic, err, ok, type Result, type SourceLocation } from '@weft/kernel';
import { MacroCalls } from '../context/bind-macros.js';
import { defineMacro, MACRO_BLOCKS, MacroLibrary } from '../context/macro-library.js';
import { nodeContext } from '../context/node-context.js';
import { renderTestArguments } from '../context/test-arguments.js';
import type { Manifest } from '../manifest/manifest.js';
import type { ManifestNode } from '../manifest/manifest-node.js';
import type { Environment, ProjectSettings } from '../project/project-settings.js';
import { templateDiagnostic } from '../problems.js';
import { ExecutingBehaviour } from './executing-behaviour.js';

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

/** Nodes of a manifest -> SQL. Templates run in their asynchronous form, so that functions of the context may do I/O. */
export class ProjectCompiler {
  private readonly library = new MacroLibrary();

  constructor(private readonly options: CompilerOptions) {
    for (const macro of Object.values(options.manifest.macros)) {
      const [block] = scanBlocks(macro.macro_sql, MACRO_BLOCKS, macro.original_file_path);
      if (!block) throw new Error(`The manifest's macro ${macro.unique_id} has no text`);
      this.library.add(defineMacro(block, macro.package_name, macro.original_file_path));
    }
  }

  async compile(uniqueId: string): Promise<Result<CompiledNode, Diagnostic>> {
    const node = this.options.manifest.nodes[uniqueId];
    if (!node) throw new Error(`The manifest has no node ${uniqueId}`);
    const context = this.contextOf(node);
    const at: SourceLocation = { file: node.original_file_path, line: 1 };
    try {
      const given =
        node.resource_type === 'test'
          ? { ...context, _dbt_generic_test_kwargs: renderArguments(node, this.contextOf(node, 'parse'), at) }
          : context;
      const sql = await new Template(node.raw_code, node.original_file_path).renderAsync(given);
      return ok({ uniqueId, sql });
    } catch (error) {
      if (error instanceof ReturnSignal) return ok({ uniqueId, sql: toText(error.value) });
      return err(templateDiagnostic(error, at, Object.keys(context)));
    }
  }

  private contextOf(node: ManifestNode, mode: 'parse' | 'execute' = 'execute'): Record<string, unknown> {
    const { manifest, settings, env = {}, onLog } = this.options;
    return nodeContext({
      mode,
      settings,
      env,
      library: this.library,
      calls: new MacroCalls(),
      behaviour: new ExecutingBehaviour(manifest, node),
      self: { database: node.database ?? '', schema: node.schema, identifier: node.alias },
      model: { ...node },
      onLog,
    });
  }
}

/** Arguments do no I/O, so their macros run in the synchronous form. */
function renderArguments(
  node: Extract<ManifestNode, { resource_type: 'test' }>,
  context: Record<string, unknown>,
  at: SourceLocation,
): Readonly<Record<string, unknown>> {
  return renderTestArguments(node.test_metadata?.kwargs ?? {}, context, at);
}
