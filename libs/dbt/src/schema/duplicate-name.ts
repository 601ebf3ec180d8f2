import { DbtError } from '../problems.js';

interface Named {
  readonly unique_id: string;
  readonly name: string;
  readonly original_file_path: string;
}

/** Throws dbt's words where another resource has the same id. */
export function assertNew(known: ReadonlyMap<string, Named>, added: Named, plural: string): void {
  const other = known.get(added.unique_id);
  if (other) throw duplicateName(added, other, { plural, name: added.name, action: 'looking for', what: added.name });
}

interface Words {
  readonly plural: string;
  readonly name: string;
  readonly action: string;
  readonly what: string;
}

export function duplicateName(
  added: Omit<Named, 'name'>,
  other: Omit<Named, 'name'>,
  { plural, name, action, what }: Words,
): DbtError {
  return new DbtError(
    'Compilation',
    `dbt found two ${plural} with the name "${name}".

Since these resources have the same name, dbt will be unable to find the correct resource
when ${action} ${what}.

To fix this, change the name of one of these resources:
- ${added.unique_id} (${added.original_file_path})
- ${other.unique_id} (${other.original_file_path})`,
  );
}
