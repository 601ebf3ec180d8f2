{#- Columns of a relation: reading them, adding and dropping them, changing their type. -#}

{% macro trino__get_columns_in_relation(relation) -%}
  {%- set found = run_query(trino__columns_query(relation)) -%}
  {%- set limit = 10000 -%}
  {%- if found | length >= limit -%}
    {%- do exceptions.raise_compiler_error(
      '\n      Too many columns in relation ' ~ relation ~ '! dbt can only get\n      information about relations with fewer than '
      ~ limit ~ ' columns.\n    '
    ) -%}
  {%- endif -%}
  {%- set columns = [] -%}
  {%- for row in found -%}
    {%- do columns.append(api.Column.from_description(row['column_name'].lower(), row['data_type'])) -%}
  {%- endfor -%}
  {%- do return(columns) -%}
{%- endmacro %}


{#- Trino keeps every name in lower case. -#}
{% macro trino__columns_query(relation) -%}
    select column_name, data_type
    from {{ relation.information_schema() }}.columns
    where
      table_catalog = '{{ relation.database | lower }}'
      and table_schema = '{{ relation.schema | lower }}'
      and table_name = '{{ relation.identifier | lower }}'
{%- endmacro %}


{#- Trino takes one column a statement. -#}
{% macro trino__alter_relation_add_remove_columns(relation, add_columns, remove_columns) %}
  {%- set alter = 'alter ' ~ relation.type ~ ' ' ~ relation -%}
  {%- for column in add_columns or [] -%}
    {%- do run_query(alter ~ ' add column ' ~ adapter.quote(column.name) ~ ' ' ~ column.data_type) -%}
  {%- endfor -%}
  {%- for column in remove_columns or [] -%}
    {%- do run_query(alter ~ ' drop column ' ~ adapter.quote(column.name)) -%}
  {%- endfor -%}
{% endmacro %}


{#- Few connectors change a type in place: the values move through a second column, which then takes the name. -#}
{% macro trino__alter_column_type(relation, column_name, new_column_type) %}
  {%- set column = adapter.quote(column_name) -%}
  {%- set moved = adapter.quote(column_name ~ '__dbt_alter') -%}
  {%- set in_place = config.get('sync_nested_columns', false) and (new_column_type | lower).startswith('row(') -%}
  {%- call statement('alter_column_type') -%}
    {%- if in_place -%}
    alter table {{ relation }} alter column {{ column }} set data type {{ new_column_type }}
    {%- else -%}
    alter table {{ relation }} add column {{ moved }} {{ new_column_type }};
    update {{ relation }} set {{ moved }} = CAST({{ column }} AS {{ new_column_type }});
    alter table {{ relation }} drop column {{ column }};
    alter table {{ relation }} rename column {{ moved }} to {{ column }}
    {%- endif -%}
  {%- endcall -%}
{% endmacro %}
