import type { ExecutionOptions } from '@weft/dbt';
import { Flags } from '@weft/runner';
import type { Run } from '../domain/run.js';

/** The flags of a mesh run under dbt's names: those of the project, and what the order says. Nothing is written to files. */
export function flagsOf({ command, select, exclude }: Run, ofProject: Readonly<Record<string, unknown>>): Flags {
  return new Flags({
    indirect_selection: 'eager',
    populate_cache: true,
    introspect: true,
    print: true,
    ...ofProject,
    which: command.toLowerCase(),
    select,
    exclude,
    write_json: false,
    partial_parse: false,
  });
}

export function runFlagsOf(flags: Flags): ExecutionOptions['flags'] {
  return {
    which: flags.which,
    fullRefresh: flags.is('full_refresh'),
    empty: flags.is('empty'),
    sample: null,
    eventTimeStart: null,
    eventTimeEnd: null,
    storeFailures: flags.is('store_failures'),
    defer: false,
    favorState: false,
    introspect: true,
    injectEphemeralCtes: true,
    print: true,
    raw: flags.values,
    invocationArgs: flags.values,
  };
}
