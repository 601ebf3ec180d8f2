{% macro get_quoted_csv(column_names) %}
  {%- set quoted = [] -%}
  {%- for name in column_names -%}
    {%- do quoted.append(adapter.quote(name)) -%}
  {%- endfor -%}
  {{ return(quoted | join(', ')) }}
{% endmacro %}


{#- The columns of the first list that the second has none of that name for; types are not looked at. -#}
{% macro diff_columns(source_columns, target_columns) %}
  {%- set target_names = target_columns | map(attribute='column') | list -%}
  {{ return(source_columns | rejectattr('name', 'in', target_names) | list) }}
{% endmacro %}


{#- Columns of both whose type has to change, unless widening will do. -#}
{% macro diff_column_data_types(source_columns, target_columns) %}
  {{ return(adapter.dispatch('diff_column_data_types', 'dbt')(source_columns, target_columns)) }}
{% endmacro %}

{% macro default__diff_column_data_types(source_columns, target_columns) %}
  {%- set changes = [] -%}
  {%- for wanted in source_columns -%}
    {%- set present = target_columns | selectattr('name', 'equalto', wanted.name) | list | first -%}
    {%- if present and wanted.expanded_data_type != present.expanded_data_type and not wanted.can_expand_to(other_column=present) -%}
      {%- do changes.append({'column_name': present.name, 'new_type': wanted.expanded_data_type}) -%}
    {%- endif -%}
  {%- endfor -%}
  {{ return(changes) }}
{% endmacro %}


{#- The columns that a merge updates: those listed, or all but those listed, or all. -#}
{% macro get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
  {{ return(adapter.dispatch('get_merge_update_columns', 'dbt')(merge_update_columns, merge_exclude_columns, dest_columns)) }}
{% endmacro %}

{% macro default__get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
  {%- if merge_update_columns and merge_exclude_columns -%}
    {%- do exceptions.raise_compiler_error(
          'Model cannot specify merge_update_columns and merge_exclude_columns. Please update model to use only one config') -%}
  {%- elif merge_update_columns -%}
    {{ return(merge_update_columns) }}
  {%- endif -%}
  {%- set excluded = (merge_exclude_columns or []) | map('lower') | list -%}
  {%- set updated = [] -%}
  {%- for column in dest_columns if column.column | lower not in excluded -%}
    {%- do updated.append(column.quoted) -%}
  {%- endfor -%}
  {{ return(updated) }}
{% endmacro %}
