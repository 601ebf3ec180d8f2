import type { Diagnostics } from './diagnostics.js';
import type { ProjectConfig } from './project-config.js';
import type { ProjectFiles } from './project-files.port.js';

interface Refusal {
  readonly what: string;
  readonly matches: (path: string, config: ProjectConfig) => boolean;
}

const within = (path: string, folders: readonly string[]): boolean => folders.some((folder) => path.startsWith(`${folder}/`));

const REFUSED: readonly Refusal[] = [
  { what: 'packages', matches: (path) => /^(packages|dependencies)\.yml$/.test(path) },
  { what: 'selectors in YAML', matches: (path) => path === 'selectors.yml' },
  { what: 'seeds', matches: (path, config) => path.endsWith('.csv') && within(path, config['seed-paths']) },
  { what: 'snapshots', matches: (path, config) => /\.(sql|ya?ml)$/.test(path) && within(path, config['snapshot-paths']) },
  { what: 'analyses', matches: (path, config) => path.endsWith('.sql') && within(path, config['analysis-paths']) },
  { what: 'singular tests', matches: (path, config) => isSingularTest(path, config) },
  { what: 'Python models', matches: (path, config) => path.endsWith('.py') && within(path, config['model-paths']) },
];

function isSingularTest(path: string, config: ProjectConfig): boolean {
  const generic = config['test-paths'].map((folder) => `${folder}/generic`);
  return path.endsWith('.sql') && within(path, config['test-paths']) && !within(path, generic);
}

/** Reports files that hold a kind of resource that is not supported: none is left out silently. */
export function refuseUnsupportedFiles(files: ProjectFiles, config: ProjectConfig, diagnostics: Diagnostics): void {
  for (const file of files.list()) {
    const refusal = REFUSED.find(({ matches }) => matches(file, config));
    if (refusal) diagnostics.error('DBT_UNSUPPORTED', `${refusal.what} are not supported`, { file, line: 1 });
  }
}
