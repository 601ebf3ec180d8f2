import { DbtError, DbtTemplateError, macroPlacesOf, nearestHint, SqlError, UnitInputError, UnitRunError } from '@weft/dbt';
import { TemplateError } from '@weft/jinja';
import { WarningAsError } from '../events/event-log.js';

/** A node as far as an error names it. */
export interface NamedNode {
  readonly resource_type: string;
  readonly name: string;
  readonly original_file_path: string;
  readonly build_path?: string | null;
}

interface Told {
  readonly kind: string;
  readonly message: string;
  /** The macros it came through, innermost first. */
  readonly trail: readonly MacroPlace[];
  /** What dbt does not say: the place in the file, and what may have been meant. */
  readonly more?: readonly string[];
}

interface MacroPlace {
  readonly macro: string;
  readonly file: string;
}

/** Names that a node's text could have meant, read only where one of its names is unknown. */
export type KnownNames = () => Iterable<string>;

/**
 * An error as dbt words it: `Compilation Error in model x (models/x.sql)`, the message below it, and the macros that it came through.
 * Without a node the head is `Compilation Error` alone. A failure of Jinja's own is followed by its place and the nearest names.
 */
export function renderError(error: unknown, node: NamedNode | null, adapterType = '', names: KnownNames = () => []): string {
  if (error instanceof UnitInputError) return renderError(error.cause, error.input, adapterType, names);
  const told = error instanceof UnitRunError ? tellUnitRun(error, node, adapterType) : tell(error, adapterType, names);
  if (told === null) return error instanceof Error ? error.message : String(error);
  const lines = [...told.message.split('\n'), ...(told.more ?? []), ...buildPathLine(told, node), ...trailLines(told, node)];
  const place = node ? ` in ${node.resource_type} ${node.name} (${node.original_file_path})` : '';
  return [`${told.kind} Error${place}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** The failure stands whole in the message, with its own head: the engine's without a node. */
function tellUnitRun({ test, cause }: UnitRunError, node: NamedNode | null, adapterType: string): Told {
  const inner = renderError(cause, cause instanceof SqlError ? null : node, adapterType);
  const message =
    `An error occurred during execution of unit test '${test}'. ` +
    `There may be an error in the unit test definition: check the data types.\n ${inner}`;
  return { kind: 'Runtime', message, trail: [] };
}

function tell(error: unknown, adapterType: string, names: KnownNames): Told | null {
  if (error instanceof WarningAsError) return { kind: 'Compilation', message: error.message, trail: [] };
  if (error instanceof SqlError)
    return { kind: adapterType === 'duckdb' ? 'Runtime' : 'Database', message: error.message, trail: [] };
  if (error instanceof DbtError) return { kind: error.kind, message: error.message, trail: trailOf(error) };
  if (error instanceof DbtTemplateError)
    return { kind: error.head, message: error.detail, trail: error.head === 'Compilation' ? trailOf(error) : [] };
  if (error instanceof TemplateError) {
    return error.cause instanceof DbtError || error.cause instanceof SqlError
      ? tell(error.cause, adapterType, names)
      : {
          kind: 'Compilation',
          message: error.detail + undefinedHint(error),
          trail: callersOf(trailOf(error)),
          more: [...placeLine(error), ...nearestLine(error, names)],
        };
  }
  return null;
}

function placeLine({ location }: TemplateError): string[] {
  if (!location) return [];
  return [`> in ${[location.file, location.line, location.column].filter((part) => part !== undefined).join(':')}`];
}

function nearestLine({ kind, detail }: TemplateError, names: KnownNames): string[] {
  const wanted = kind === 'undefined' ? /^'(\w+)' is undefined$/.exec(detail)?.[1] : undefined;
  const hint = wanted === undefined ? undefined : nearestHint(wanted, names());
  return hint === undefined ? [] : [hint];
}

/** dbt says this only of names in a node's own text. */
function undefinedHint(error: TemplateError): string {
  if (error.kind !== 'undefined' || trailOf(error).length > 0) return '';
  return '. This can happen when calling a macro that does not exist. Check for typos and/or install package dependencies with "dbt deps".';
}

/** Of Jinja's own errors dbt names only the macros that called the one that failed. */
function callersOf([, ...callers]: readonly MacroPlace[]): readonly MacroPlace[] {
  return callers;
}

function trailOf(error: unknown): readonly MacroPlace[] {
  return error instanceof TemplateError ? macroPlacesOf(error) : [];
}

function buildPathLine({ kind }: Told, node: NamedNode | null): string[] {
  return kind === 'Database' && node?.build_path ? [`compiled code at ${node.build_path}`] : [];
}

function trailLines({ trail }: Told, node: NamedNode | null): string[] {
  if (trail.length === 0) return [];
  const places = trail.map(({ macro, file }) => `macro ${macro} (${file})`);
  if (node) places.push(`${node.resource_type} ${node.name} (${node.original_file_path})`);
  return ['', ...places.map((place, index) => `> ${index === 0 ? 'in' : 'called by'} ${place}`)];
}
