import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { platform, release, arch } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { DBT_VERSION, type RuntimeProject } from '@weft/dbt';
import type { Diagnostic } from '@weft/kernel';
import { paint, pluralize, renderError } from '@weft/runner';
import { mannersOf } from '../connections/certificate-manners.js';
import { openConnections } from '../connections/open-connections.js';
import { PROFILES_FILE, PROJECT_FILE } from '../project/project-place.js';
import { ProjectProblems, renderProblem } from '../project/project-problems.errors.js';
import { ADAPTER_VERSIONS, readProjectConfiguration } from '../project/read-project.js';
import type { VerbHandler } from '../run/handlers.js';
import type { VerbCall } from '../run/invocation.js';

/** `weft debug` */
export const debug: VerbHandler = async (call) => {
  if (call.flags.is('config_dir')) {
    call.log.fire('OpenCommand', { open_cmd: platform() === 'darwin' ? 'open' : 'xdg-open', profiles_dir: call.profilesFolder });
    return true;
  }
  return new Debug(call).run();
};

class Debug {
  private readonly failures: string[] = [];
  /** Profile, Project. */
  private readonly invalid = new Set<string>();

  constructor(private readonly call: VerbCall) {}

  async run(): Promise<boolean> {
    this.tellSurroundings();
    const project = this.readProject();
    if (project) this.tellAdapter(project);
    if (this.call.flags.is('connection')) this.out('Skipping steps before connection verification');
    else {
      this.tellConfiguration();
      await this.checkGit();
    }
    await this.checkConnection(project);
    return this.conclude();
  }

  private tellSurroundings(): void {
    const { cli, folder, profilesFolder, flags } = this.call;
    this.out(`dbt version: ${DBT_VERSION}`);
    this.out(`node version: ${process.versions.node}`);
    this.out(`node path: ${process.execPath}`);
    this.out(`os info: ${platform()}-${release()}-${arch()}`);
    this.out(`Using profiles dir at ${profilesFolder}`);
    this.out(`Using profiles.yml file at ${join(profilesFolder, 'profiles.yml')}`);
    this.out(`Using ${PROJECT_FILE} file at ${join(folder ?? resolve(cli.cwd, flags.text('project_dir') ?? '.'), PROJECT_FILE)}`);
  }

  private readProject(): RuntimeProject | null {
    try {
      return readProjectConfiguration(this.call);
    } catch (error) {
      this.keepProblems(error);
      return null;
    }
  }

  private get profilesFile(): string {
    return join(this.call.profilesFolder, PROFILES_FILE);
  }

  /** What is wrong with the profile and what with the project are two things. */
  private keepProblems(error: unknown): void {
    const found = error instanceof ProjectProblems ? error.problems : [];
    const isOfProfile = ({ location }: Diagnostic) => location?.file.endsWith(PROFILES_FILE) === true;
    const texts = {
      Profile: found.filter(isOfProfile).map(renderProblem),
      Project: found.filter((problem) => !isOfProfile(problem)).map(renderProblem),
    };
    if (found.length === 0) texts.Project.push(renderError(error, null));
    for (const [name, problems] of Object.entries(texts)) {
      if (problems.length === 0) continue;
      this.invalid.add(name);
      const isMissing = name === 'Profile' && !existsSync(this.profilesFile);
      const reason = isMissing ? `There is no ${this.profilesFile}` : problems.join('\n\n');
      this.failures.push(`${name} loading failed for the following reason:\n${reason}\n`);
    }
  }

  private tellAdapter({ target: { type } }: RuntimeProject): void {
    this.out(`adapter type: ${type}`);
    this.out(`adapter version: ${ADAPTER_VERSIONS[type] ?? 'none'}`);
  }

  private tellConfiguration(): void {
    this.out('Configuration:');
    this.out(`  profiles.yml file [${this.judge('Profile', this.profilesFile)}]`);
    this.out(`  ${PROJECT_FILE} file [${this.judge('Project', join(this.call.folder ?? '', PROJECT_FILE))}]`);
  }

  private judge(name: string, file: string): string {
    if (!this.invalid.has(name) && existsSync(file)) return this.green('OK found and valid');
    return existsSync(file) ? this.red('ERROR invalid') : this.red('ERROR not found');
  }

  private async checkGit(): Promise<void> {
    this.out('Required dependencies:');
    const problem = await promisify(execFile)('git', ['--help']).then(
      () => null,
      (error: unknown) => String(error),
    );
    if (problem !== null) this.failures.push(`Error from git --help: ${problem}`);
    this.result(` - git [${problem === null ? this.green('OK found') : this.red('ERROR')}]\n`);
  }

  private async checkConnection(project: RuntimeProject | null): Promise<void> {
    if (!project) return this.out('Connection test skipped since no profile was found');
    this.out('Connection:');
    for (const [name, value] of Object.entries(project.target.shown)) {
      if (SHOWN_ELSEWHERE.has(name)) continue;
      this.out(`  ${name}: ${value === null ? 'None' : typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
    }
    const problem = await this.connect(project);
    if (problem !== null)
      this.failures.push(
        `dbt was unable to connect to the specified database.\nThe database returned the following error:\n\n  >${problem}\n`,
      );
    this.out(`  Connection test: [${problem === null ? this.green('OK connection ok') : this.red('ERROR')}]\n`);
  }

  private async connect(project: RuntimeProject): Promise<string | null> {
    const { folder, cli } = this.call;
    const connections = openConnections(project.target, folder ?? cli.cwd, mannersOf(this.call, project));
    try {
      const connection = await connections.open('debug');
      await connection.execute('select 1 as id', { fetch: true });
      await connection.close();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      await connections.close();
    }
  }

  private conclude(): boolean {
    if (this.failures.length === 0) {
      this.result(this.green('All checks passed!'));
      return true;
    }
    this.result(this.red(`${pluralize(this.failures.length, 'check')} failed:`));
    for (const failure of this.failures) this.result(`${failure}\n`);
    return false;
  }

  private out(msg: string): void {
    this.call.log.fire('DebugCmdOut', { msg });
  }

  private result(msg: string): void {
    this.call.log.fire('DebugCmdResult', { msg });
  }

  private green(text: string): string {
    return paint(this.call.log.ui, 'green', text);
  }

  private red(text: string): string {
    return paint(this.call.log.ui, 'red', text);
  }
}

const SHOWN_ELSEWHERE = new Set(['name', 'profile_name', 'target_name', 'threads', 'type']);
