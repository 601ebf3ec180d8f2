{#-
  One row of a fixture, each value cast to its column's type. dbt's own macro keeps a fixture's text from being cut by a column's length only
  where the type is called character varying(n); Trino calls it varchar(n).
-#}
{%- macro format_row(row, column_name_to_data_types) -%}
  {%- set formatted = {} -%}
  {%- for name, value in row.items() -%}
    {%- set name = name | lower -%}
    {%- if name not in column_name_to_data_types -%}
      {%- set fixture = 'expected output' if model.resource_type == 'unit_test' else "'" ~ model.name ~ "'" -%}
      {%- do exceptions.raise_compiler_error(
        "Invalid column name: '" ~ name ~ "' in unit test fixture for " ~ fixture ~ '.\nAccepted columns for ' ~ fixture ~ ' are: '
        ~ (column_name_to_data_types.keys() | list)
      ) -%}
    {%- endif -%}
    {%- set type = column_name_to_data_types[name] -%}
    {%- if value is string and (type | lower).startswith('varchar(') -%}
      {%- set type = type.split('(')[0] -%}
    {%- endif -%}
    {%- if value is string -%}
      {%- set value = dbt.string_literal(dbt.escape_single_quotes(value)) -%}
    {%- elif value is none -%}
      {%- set value = 'null' -%}
    {%- endif -%}
    {%- do formatted.update({name: safe_cast(value, type)}) -%}
  {%- endfor -%}
  {{ return(formatted) }}
{%- endmacro -%}
