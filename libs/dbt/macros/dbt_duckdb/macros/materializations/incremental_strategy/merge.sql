{#-
  A merge as far as DuckDB's goes: `merge_clauses` says each `when matched` and `when not matched` (action update, insert, delete, do_nothing,
  error; mode by_name, by_position, star, explicit); without it, all columns of the same name are updated and inserted.
-#}

{% macro duckdb__get_incremental_merge_sql(args_dict) %}
  {{ return(duckdb__get_merge_sql(
       args_dict['target_relation'],
       args_dict['temp_relation'],
       args_dict['unique_key'],
       args_dict['dest_columns'],
       normalize_incremental_predicates(args_dict.get('incremental_predicates'))
     )) }}
{% endmacro %}

{% macro duckdb__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- set predicates = normalize_incremental_predicates(incremental_predicates) -%}
  {%- do validate_merge_config(config, target) -%}
  {%- set updated = config.get('merge_update_columns', []) -%}
  {%- set kept = config.get('merge_exclude_columns', []) -%}
  {%- set expressions = config.get('merge_update_set_expressions', {}) -%}
  {%- set usual = merge_clause_defaults(
        config.get('merge_update_condition', none), config.get('merge_insert_condition', none), updated, kept, expressions) -%}
  {%- set usual_update = usual.when_matched_update_explicit if updated or kept or expressions else usual.when_matched_update_by_name -%}
  {%- set said = config.get('merge_clauses', {}) -%}
  {%- set sql_header = config.get('sql_header', none) -%}
  {%- set returned = config.get('merge_returning_columns', []) -%}
  {{ sql_header if sql_header is not none }}

  MERGE INTO {{ target }} AS DBT_INTERNAL_DEST
  USING {{ source }} AS DBT_INTERNAL_SOURCE
  {{ duckdb__merge_join_clause(unique_key, config.get('merge_on_using_columns', []), predicates) }}
  {%- for clause in said.get('when_matched', [usual_update]) %}
  WHEN MATCHED{{ _duckdb_merge_condition(clause) }} THEN {{ _duckdb_matched_action(clause, dest_columns) }}
  {%- endfor %}
  {%- for clause in said.get('when_not_matched', [usual.when_not_matched_insert_by_name]) %}
  WHEN NOT MATCHED{{ ' BY ' ~ clause.get('by') | upper if clause.get('by') }}{{ _duckdb_merge_condition(clause) }} THEN {{ _duckdb_unmatched_action(clause) }}
  {%- endfor %}
  {%- if returned %}
  RETURNING {{ returned if returned is string else returned | join(', ') }}
  {%- endif %}
{% endmacro %}


{#- By the columns that both sides share, or by the key; without a key nothing matches. -#}
{% macro duckdb__merge_join_clause(unique_key, merge_on_using_columns, incremental_predicates) -%}
  {%- set conditions = [] -%}
  {%- if merge_on_using_columns -%}
    USING ({{ merge_on_using_columns | join(', ') }}){{ ' ' }}
  {%- elif not unique_key -%}
    {%- do conditions.append('FALSE') -%}
  {%- else -%}
    {%- set several = unique_key is sequence and unique_key is not mapping and unique_key is not string -%}
    {%- for key in (unique_key if several else [unique_key]) -%}
      {%- do conditions.append('DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key) -%}
    {%- endfor -%}
  {%- endif -%}
  {%- set conditions = conditions + (incremental_predicates or []) -%}
  {%- if conditions -%}
    ON ({{ conditions | join(') AND (') }})
  {%- endif -%}
{%- endmacro %}


{% macro _duckdb_merge_condition(clause) -%}
  {%- set condition = clause.get('condition') -%}
  {%- if condition is string and condition %} AND {{ condition }}
  {%- elif condition %} AND ({{ condition | join(') AND (') }})
  {%- endif -%}
{%- endmacro %}

{% macro _duckdb_matched_action(clause, dest_columns) -%}
  {%- if clause.get('action') != 'update' -%}
    {{ _duckdb_plain_action(clause) }}
  {%- elif clause.get('mode') == 'by_name' -%}
    UPDATE BY NAME
  {%- elif clause.get('mode') == 'by_position' -%}
    UPDATE BY POSITION
  {%- elif clause.get('mode') == 'star' -%}
    UPDATE SET *
  {%- elif clause.get('mode') == 'explicit' -%}
    {%- set update = clause.get('update', {}) -%}
    {%- set expressions = update.get('set_expressions', {}) -%}
    {%- set assignments = [] -%}
    {%- for column, expression in expressions.items() -%}
      {%- do assignments.append(column ~ ' = ' ~ expression) -%}
    {%- endfor -%}
    {#- A column with an expression of its own is not taken from the source as well. -#}
    {%- for column in get_merge_update_columns(update.get('include', []), update.get('exclude', []), dest_columns)
          if column.replace('"', '').replace("'", '') not in expressions -%}
      {%- do assignments.append(column ~ ' = DBT_INTERNAL_SOURCE.' ~ column) -%}
    {%- endfor -%}
    UPDATE SET {{ assignments | join(', ') }}
  {%- endif -%}
{%- endmacro %}

{% macro _duckdb_unmatched_action(clause) -%}
  {%- if clause.get('action') == 'update' -%}
    {%- set assignments = [] -%}
    {%- for column, expression in clause.get('set_expressions', {}).items() -%}
      {%- do assignments.append(column ~ ' = ' ~ expression) -%}
    {%- endfor -%}
    UPDATE SET {{ assignments | join(', ') }}
  {%- elif clause.get('action') != 'insert' -%}
    {{ _duckdb_plain_action(clause) }}
  {%- elif clause.get('mode') == 'by_name' -%}
    INSERT BY NAME
  {%- elif clause.get('mode') == 'by_position' -%}
    INSERT BY POSITION
  {%- elif clause.get('mode') == 'star' -%}
    INSERT *
  {%- elif clause.get('mode') == 'explicit' -%}
    {%- set insert = clause.get('insert', {}) -%}
    INSERT ({{ insert.get('columns', []) | join(', ') }}) VALUES ({{ insert.get('values', []) | join(', ') }})
  {%- endif -%}
{%- endmacro %}

{% macro _duckdb_plain_action(clause) -%}
  {%- set action = clause.get('action') -%}
  {%- set message = clause.get('error_message') -%}
  {%- if action == 'delete' -%}
    DELETE
  {%- elif action == 'do_nothing' -%}
    DO NOTHING
  {%- elif action == 'error' -%}
    ERROR{{ " '" ~ message | replace("'", "''") ~ "'" if message }}
  {%- endif -%}
{%- endmacro %}
