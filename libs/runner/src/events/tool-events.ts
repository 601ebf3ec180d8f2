import { warningTag } from './ui.js';
import { pythonJson } from './python-json.js';
import { eventKind, type NodeInfo } from './event-kind.js';

export interface Message {
  readonly msg: string;
}

/** Said of a node, where there is one. */
export interface OfANode {
  readonly node_info?: NodeInfo;
}

export interface Path {
  readonly path: string;
}

/** What is said by templates, by the adapter, and by the small verbs: debug, clean, init. */
export const TOOL_EVENTS = {
  Formatting: eventKind<Message>('Z017', 'info', ({ msg }) => msg),
  BehaviorChangeEvent: eventKind<{ readonly flag_name: string; readonly description: string; readonly docs_url: string }>(
    'D000',
    'warn',
    ({ flag_name: flag, description, docs_url: url }, ui) =>
      warningTag(
        ui,
        `${description}\nYou may opt into the new behavior sooner by setting \`flags.${flag}\` to \`True\` in \`dbt_project.yml\`.\nVisit ${url} for more information.`,
      ),
  ),
  Note: eventKind<Message>('Z050', 'info', ({ msg }) => msg),
  PrintEvent: eventKind<Message>('Z052', 'info', ({ msg }) => msg),
  JinjaLogInfo: eventKind<Message & OfANode>('I062', 'info', ({ msg }) => msg),
  JinjaLogDebug: eventKind<Message & OfANode>('I063', 'debug', ({ msg }) => msg),
  JinjaLogWarning: eventKind<Message>('I061', 'warn', ({ msg }) => msg),
  SQLQuery: eventKind<OfANode & { readonly conn_name: string; readonly sql: string }>(
    'E016',
    'debug',
    ({ conn_name: name, sql }) => `On ${name}: ${sql}`,
  ),
  SQLQueryStatus: eventKind<OfANode & { readonly status: string; readonly elapsed: number; readonly query_id: string }>(
    'E017',
    'debug',
    ({ status, elapsed }) => `SQL status: ${status} in ${elapsed.toFixed(3)} seconds`,
  ),
  AdapterEventDebug: eventKind<Message & { readonly name: string }>(
    'E001',
    'debug',
    ({ name, msg }) => `${name} adapter: ${msg}`,
  ),
  DebugCmdOut: eventKind<Message>('Z047', 'info', ({ msg }) => msg),
  DebugCmdResult: eventKind<Message>('Z048', 'info', ({ msg }) => msg),
  OpenCommand: eventKind<{ readonly open_cmd: string; readonly profiles_dir: string }>(
    'Z016',
    'info',
    ({ open_cmd: open, profiles_dir: dir }) => `To view your profiles.yml file, run:\n\n${open} ${dir}`,
  ),
  CheckCleanPath: eventKind<Path>('Z012', 'info', ({ path }) => `Checking ${path}/*`),
  ConfirmCleanPath: eventKind<Path>('Z013', 'info', ({ path }) => `Cleaned ${path}/*`),
  FinishedCleanPaths: eventKind('Z015', 'info', () => 'Finished cleaning all paths.'),
  ConfigFolderDirectory: eventKind<{ readonly dir: string }>(
    'A018',
    'info',
    ({ dir }) => `Creating dbt configuration folder at ${dir}`,
  ),
  ProjectNameAlreadyExists: eventKind<{ readonly name: string }>(
    'A025',
    'info',
    ({ name }) => `A project called ${name} already exists here.`,
  ),
  ProjectCreated: eventKind<{ readonly project_name: string }>(
    'A026',
    'info',
    ({ project_name: name }) => `\nYour new dbt project "${name}" was created!\n`,
  ),
  SettingUpProfile: eventKind('A023', 'info', () => 'Setting up your profile.'),
  ProfileWrittenWithSample: eventKind<{ readonly name: string; readonly path: string }>(
    'A020',
    'info',
    ({ name, path }) => `Profile ${name} written to ${path} using target's sample configuration.`,
  ),
  ProfileWrittenWithTargetTemplateYAML: eventKind<{ readonly name: string; readonly path: string }>(
    'A021',
    'info',
    ({ name, path }) =>
      `Profile ${name} written to ${path} using target's profile_template.yml and your supplied values. Run 'weft debug' to validate the connection.`,
  ),
  ProfileWrittenWithProjectTemplateYAML: eventKind<{ readonly name: string; readonly path: string }>(
    'A022',
    'info',
    ({ name, path }) =>
      `Profile ${name} written to ${path} using project's profile_template.yml and your supplied values. Run 'weft debug' to validate the connection.`,
  ),
  ResourceReport: eventKind<{ readonly command_name: string }>('Z051', 'debug', (data) => `Resource report: ${pythonJson(data)}`),
  ArtifactUploadError: eventKind<Message>(
    'Z061',
    'error',
    ({ msg }) => `Error uploading artifacts to artifact ingestion API: ${msg}`,
  ),
  ParsePerfInfoPath: eventKind<Path>('I010', 'info', ({ path }) => `Performance info: ${path}`),
  InvalidProfileTemplateYAML: eventKind('A024', 'info', () => 'Invalid profile_template.yml in project.'),
} as const;
