import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KnownProjects, type OtherProjects, type ProjectFiles, readDeclaredProjects } from '@weft/dbt';
import type { VerbCall } from '../../run/invocation.js';
import { ParseCacheFile } from '../parse-cache-file.js';
import { PROFILES_FILE, readProfiles } from '../project-place.js';
import { FirstOf } from './first-of.js';
import { LocalProjects } from './local-projects.js';
import { readLoomProjects } from './loom-config.js';
import { ProjectPlaces } from './locate-project.js';

interface HereProject {
  readonly folder: string;
  readonly files: ProjectFiles;
  readonly targetPath: string;
}

/** The projects that the refs of this one may name. */
export function otherProjectsOf(call: VerbCall, { folder, files, targetPath }: HereProject): OtherProjects {
  const { flags, cli, profilesFolder, invocation } = call;
  const keepsCache = flags.is('partial_parse');
  const local = new LocalProjects(
    new ProjectPlaces(folder, readDeclaredProjects(files), readLoomProjects(folder, cli.environment.variables)),
    (name, other) => ({
      profiles: readProfiles(profilesOf(other, profilesFolder, flags.text('profiles_dir') !== null)),
      env: cli.environment.variables,
      versionCheck: flags.is('version_check'),
      cache: keepsCache ? new ParseCacheFile(resolve(folder, targetPath, `weft_project_${name}.json`)) : undefined,
      invocationId: invocation.id,
      now: invocation.startedAt,
    }),
  );
  return call.meshProjects ? new FirstOf([local, new KnownProjects(call.meshProjects)]) : local;
}

/** A project's profile is in its own folder, unless the command says where profiles are. */
function profilesOf(folder: string, ours: string, isNamed: boolean): string {
  return !isNamed && existsSync(join(folder, PROFILES_FILE)) ? folder : ours;
}
