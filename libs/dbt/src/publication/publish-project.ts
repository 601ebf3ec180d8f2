import { renderDiagnostic } from '@weft/kernel';
import { parseProject } from '../parse/parse-project.js';
import type { ParseOptions } from '../parse/parse-options.js';
import type { FoundProject } from './other-projects.port.js';
import { publishManifest } from './publish-manifest.js';

export type PublishOptions = Omit<ParseOptions, 'otherProjects' | 'inline'>;

/** Parses a project for what it offers to others; what it takes from other projects is not looked at, so projects may refer to each other. */
export function publishProject(options: PublishOptions): FoundProject {
  const { manifest, project, diagnostics } = parseProject({ ...options, otherProjects: 'unread' });
  if (manifest && project) return { publication: publishManifest(manifest, project.name) };
  const [first] = diagnostics.filter(({ severity }) => severity === 'error');
  return { fault: first ? renderDiagnostic(first) : 'It cannot be parsed' };
}
