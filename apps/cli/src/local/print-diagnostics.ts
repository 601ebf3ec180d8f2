import { join, relative } from 'node:path';
import { type Diagnostic, renderDiagnostic } from '@weft/kernel';
import type { Cli } from '../cli.js';
import { CliError } from '../cli.errors.js';
import type { LocalProject } from '../project/find-project.js';

/** Diagnostics with their files as a person in the current folder would type them. */
export function renderAll(cli: Cli, project: LocalProject, diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => renderDiagnostic(locate(cli, project, diagnostic))).join('\n');
}

export async function printWarnings(cli: Cli, project: LocalProject, diagnostics: readonly Diagnostic[]): Promise<void> {
  if (diagnostics.length > 0) await cli.err.write(`${renderAll(cli, project, diagnostics)}\n`);
}

export function failWith(cli: Cli, project: LocalProject, diagnostics: readonly Diagnostic[]): never {
  throw new CliError(renderAll(cli, project, diagnostics));
}

function locate(cli: Cli, project: LocalProject, diagnostic: Diagnostic): Diagnostic {
  const { location } = diagnostic;
  if (!location) return diagnostic;
  return { ...diagnostic, location: { ...location, file: relative(cli.cwd, join(project.folder, location.file)) } };
}
