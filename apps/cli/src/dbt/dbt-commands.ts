import type { CommandHandler, CommandSpec, OptionSpec } from '../commands/command-spec.js';
import { SERVER_OPTIONS } from '../commands/options.js';
import { GLOBAL_PARAMS, LEADING_PARAMS } from './flags/global-params.js';
import type { Param } from './flags/param.js';
import { tellMistake } from './flags/tell-mistake.js';
import { DBT_VERBS, type DbtVerb, paramsOf } from './flags/verbs.js';

/** Verbs that a mesh runs for the projects that belong to it. */
const HANDED_OVER = new Set(['run', 'test', 'build']);

const LOCAL: OptionSpec = { flags: '--local', description: 'run a project of a mesh here, not in the mesh' };

/** Names that dbt has beside those in the help. */
const ALIASES: Readonly<Record<string, readonly string[]>> = { ls: ['list'], freshness: ['snapshot-freshness'] };

const GROUPS: Readonly<Record<string, string>> = {
  source: 'Look at the sources of a project.',
  docs: 'Write or serve the documentation of a project.',
};

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  folder: 'folder',
  whole: 'n',
  time: 'time',
  choice: 'choice',
  text: 'name',
};

/** dbt's verbs as commands of the program. */
export function dbtCommands(): readonly CommandSpec[] {
  const seen = new Set<string>();
  return DBT_VERBS.flatMap((verb): CommandSpec[] => {
    const [first = ''] = verb.words;
    if (verb.words.length === 1) return [commandOf(verb)];
    if (seen.has(first)) return [];
    seen.add(first);
    return [groupOf(first)];
  });
}

/** Those of dbt's options that may stand before the verb. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [...GLOBAL_PARAMS, ...LEADING_PARAMS]
  .filter(({ name }) => name !== 'use_colors')
  .flatMap(optionsOf)
  .concat([{ flags: '--use-colors', description: 'print in colours' }])
  .map((option) => ({ ...option, hidden: true }));

function groupOf(name: string): CommandSpec {
  const verbs = DBT_VERBS.filter(({ words }) => words.length > 1 && words[0] === name);
  const example = verbs[0]?.example ?? '';
  return {
    name,
    summary: GROUPS[name] ?? '',
    example,
    options: GLOBAL_OPTIONS,
    subcommands: verbs.map(commandOf),
    usage: '[OPTIONS] COMMAND [ARGS]...',
    tellMistake,
  };
}

function commandOf(verb: DbtVerb): CommandSpec {
  const isHandedOver = HANDED_OVER.has(verb.which);
  const name = verb.words.at(-1) ?? '';
  return {
    name,
    summary: verb.summary,
    example: isHandedOver ? `${verb.example} --as ines` : verb.example,
    options: [...paramsOf(verb).flatMap(optionsOf), ...(isHandedOver ? [LOCAL, ...SERVER_OPTIONS] : [])],
    aliases: ALIASES[name] ?? [],
    ...(verb.argument ? { arguments: [verb.argument], usage: usageOf(verb) } : {}),
    tellMistake,
    load: () => loadVerb(verb),
  };
}

function usageOf({ argument }: DbtVerb): string {
  const name = argument?.name ?? '';
  return `[OPTIONS] ${name.startsWith('<') ? name.slice(1, -1).toUpperCase() : name.toUpperCase()}`;
}

async function loadVerb(verb: DbtVerb): Promise<CommandHandler> {
  const { runVerb } = await import('./run/run-verb.js');
  return (cli, args, options, globals) => runVerb(cli, verb, { args, options, globals });
}

function optionsOf(param: Param): OptionSpec[] {
  const { long, short, help: description, hidden = false } = param;
  const value = valueOf(param);
  const flags = `${short === undefined ? '' : `${short}, `}${long}${value}`;
  const choices = param.kind === 'choice' && param.choices ? ` (${param.choices.join(', ')})` : '';
  const option = { flags, description: `${description}${choices}`, hidden };
  if (param.kind !== 'switch') return [option];
  return [option, { flags: `--no-${long.slice(2)}`, description: `not so: ${description}`, hidden: true }];
}

function valueOf({ kind, value, name }: Param): string {
  if (kind === 'switch' || kind === 'flag') return '';
  const word = value ?? PLACEHOLDERS[kind] ?? name;
  return kind === 'words' || kind === 'choices' ? ` <${word}...>` : ` <${word}>`;
}
