{#- Takes the target's columns to those of the new rows; with sync_nested_columns also the fields inside of ROW columns. -#}
{% macro sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
  {%- set changes = schema_changes_dict -%}
  {%- if config.get('sync_nested_columns', false) -%}
    {%- set nested = adapter.sync_row_columns(on_schema_change, target_relation, schema_changes_dict) -%}
    {%- set changes = schema_changes_dict if nested is none else nested -%}
  {%- endif -%}
  {%- set added = changes['source_not_in_target'] -%}
  {%- set removed = changes['target_not_in_source'] -%}
  {%- set retyped = changes['new_target_types'] -%}

  {%- if on_schema_change == 'append_new_columns' and added -%}
    {%- do alter_relation_add_remove_columns(target_relation, added, none) -%}
  {%- elif on_schema_change == 'sync_all_columns' -%}
    {%- if added or removed -%}
      {%- do alter_relation_add_remove_columns(target_relation, added, removed) -%}
    {%- endif -%}
    {%- for change in retyped -%}
      {%- do alter_column_type(target_relation, change['column_name'], change['new_type']) -%}
    {%- endfor -%}
  {%- endif -%}

  {%- do log(
    '\n    In ' ~ target_relation ~ ':\n        Schema change approach: ' ~ on_schema_change ~ '\n        Columns added: ' ~ added
    ~ '\n        Columns removed: ' ~ removed ~ '\n        Data types changed: ' ~ retyped ~ '\n  '
  ) -%}
{% endmacro %}
