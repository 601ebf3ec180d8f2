/** Calls dbt's macros by name, as dbt's adapters do (`execute_macro`). */
export interface MacroCaller {
  call(name: string, kwargs: Readonly<Record<string, unknown>>): Promise<unknown>;
}
