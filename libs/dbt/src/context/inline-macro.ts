import { Template } from '@weft/jinja';
import type { MacroDefinition } from './macro-library.js';

/** A macro whose body is a setting of the project. */
export function defineInline(name: string, signature: string, body: string): MacroDefinition {
  const source = `{%- macro ${name}${signature} -%}\n${body}\n{% endmacro %}`;
  return {
    uniqueId: `macro.inline.${name}`,
    packageName: 'inline',
    name,
    file: 'dbt_project.yml',
    line: 1,
    source,
    supportedLanguages: null,
    template: new Template(source, 'dbt_project.yml'),
  };
}
