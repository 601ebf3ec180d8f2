import { type LinePrompter, readNumber, readWhole, readYes } from './line-prompter.js';

/** What a profile_template.yml holds: what is fixed, and what is asked. */
export interface ProfileTemplate {
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly prompts?: Readonly<Record<string, unknown>>;
}

interface Prompt {
  readonly default?: string | number | boolean;
  readonly hint?: string;
  readonly type?: string;
}

export interface Profile {
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly target: string;
}

/** The engines that a project can run on, by the names of their adapters. */
export const ADAPTERS: readonly string[] = ['duckdb', 'trino'];

/** The questions of an adapter. Secrets are not asked for: the profile names a variable of the environment. */
export function templateOf(adapter: string, profile: string): ProfileTemplate {
  const threads = { hint: '1 or more', type: 'int', default: 4 };
  if (adapter === 'duckdb')
    return { fixed: { type: 'duckdb' }, prompts: { path: { hint: 'file', default: `${profile}.duckdb` }, threads } };
  const user = { user: {} };
  const login = { ...user, _fixed_password: "{{ env_var('DBT_ENV_SECRET_TRINO_PASSWORD') }}", _fixed_http_scheme: 'https' };
  return {
    fixed: { type: 'trino' },
    prompts: {
      host: { hint: 'hostname', default: 'localhost' },
      port: { type: 'int', default: 8080 },
      _choose_authentication_method: { none: { ...user, _fixed_method: 'none' }, ldap: { ...login, _fixed_method: 'ldap' } },
      database: { hint: 'catalog' },
      schema: {},
      threads,
    },
  };
}

/** Asks what a template asks; its answer to `target` names the output. */
export async function askProfile(prompter: LinePrompter, { fixed = {}, prompts = {} }: ProfileTemplate): Promise<Profile> {
  const { target = 'dev', ...output } = await askAll(prompter, prompts, fixed);
  const name = String(target);
  return { outputs: { [name]: output }, target: name };
}

type Answers = Readonly<Record<string, unknown>>;

async function askAll(prompter: LinePrompter, prompts: Answers, before: Answers): Promise<Answers> {
  let found = before;
  for (const [key, prompt] of Object.entries(prompts)) {
    if (key.startsWith('_choose')) found = await askChoice(prompter, key, prompt, found);
    else if (key.startsWith('_fixed')) found = { ...found, [key.slice(7)]: prompt };
    else found = { ...found, [key]: await askOne(prompter, key, prompt as Prompt) };
  }
  return found;
}

async function askChoice(prompter: LinePrompter, key: string, choices: unknown, before: Answers): Promise<Answers> {
  const entries = Object.entries(choices as Readonly<Record<string, Answers>>);
  const question = `Desired ${key.slice(8).replaceAll('_', ' ')} option (enter a number)`;
  const place = await prompter.choose(
    entries.map(([name]) => name),
    '',
    question,
  );
  return askAll(prompter, entries[place]?.[1] ?? {}, before);
}

function askOne(prompter: LinePrompter, key: string, prompt: Prompt): Promise<string | number | boolean> {
  const { hint, type = 'string', default: byDefault } = prompt;
  const read = READERS[type];
  if (!read) throw new Error(`There is no type ${type} of answers`);
  return prompter.ask(`${key}${hint === undefined ? '' : ` (${hint})`}`, read, byDefault);
}

const READERS: Readonly<Record<string, (text: string) => string | number | boolean>> = {
  string: (text) => text,
  int: readWhole,
  float: readNumber,
  bool: readYes,
};
