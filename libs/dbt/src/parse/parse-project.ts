import { type Diagnostic, hasErrors, newId, systemClock } from '@weft/kernel';
import { builtinPackages } from '../builtin/builtin-packages.js';
import { parseWithCache } from '../cache/parse-with-cache.js';
import type { Manifest } from '../manifest/v12/index.js';
import { Problems } from '../problems.js';
import type { ProjectSettings } from '../project/project-settings.js';
import { varsOf } from '../project/vars-of.js';
import { parseManifest } from './parse-manifest.js';
import type { ParseOptions } from './parse-options.js';
import { readRuntimeProject } from './project-reader.js';
import type { RuntimeProject } from './runtime-project.js';

/** Manifest and project are null where the diagnostics hold an error. */
export interface ParsedProject {
  readonly manifest: Manifest | null;
  readonly project: RuntimeProject | null;
  /** What the compiler of before needs of it. */
  readonly settings: ProjectSettings | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a whole project as dbt does; everything that is wrong with it is told at once. */
export function parseProject(options: ParseOptions): ParsedProject {
  const invocation = { now: options.now ?? systemClock.now(), invocationId: options.invocationId ?? newId() };
  const builtin = options.builtin ?? builtinPackages;
  const { project, manifest, diagnostics } = options.cache
    ? parseWithCache({ ...invocation, options, builtin, cache: options.cache })
    : parseFresh({ ...invocation, options, builtin });
  if (!project || !manifest || hasErrors(diagnostics)) return { manifest: null, project: null, settings: null, diagnostics };
  return {
    manifest,
    project,
    get settings() {
      return settingsOf(project);
    },
    diagnostics,
  };
}

function parseFresh(request: Omit<Parameters<typeof parseManifest>[1], 'problems'>): Omit<ParsedProject, 'settings'> {
  const problems = new Problems();
  const project = readRuntimeProject(request.options, problems);
  const manifest = project && !hasErrors(problems.diagnostics) ? parseManifest(project, { ...request, problems }) : null;
  return { project, manifest, diagnostics: problems.diagnostics };
}

/** Reads dbt_project.yml, the profile and the packages only. */
export function readConfiguration(options: ParseOptions): Pick<ParsedProject, 'project' | 'diagnostics'> {
  const problems = new Problems();
  const project = readRuntimeProject(options, problems);
  const { diagnostics } = problems;
  return { project: hasErrors(diagnostics) ? null : project, diagnostics };
}

function settingsOf(project: RuntimeProject): ProjectSettings {
  const { shown } = project.target;
  return {
    projectName: project.name,
    target: shown as unknown as ProjectSettings['target'],
    vars: varsOf(project, project.name),
  };
}
