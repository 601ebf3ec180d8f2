import { selectableTypes, type SelectableTypes, type SelectingVerb } from '@weft/dbt';
import type { Flags } from '../flags.js';

/** The kinds of nodes that a verb takes, with --resource-type and --exclude-resource-type. */
export function typesOf(flags: Flags, verb: SelectingVerb): SelectableTypes {
  return selectableTypes(verb, {
    resourceTypes: flags.list('resource_types'),
    excludeResourceTypes: flags.list('exclude_resource_types'),
  });
}
