{% materialization incremental, adapter='trino', supported_languages=['sql'] -%}
  {%- set unique_key = config.get('unique_key') -%}
  {%- set language = model['language'] -%}
  {%- set full_refresh_mode = should_full_refresh() -%}
  {%- set on_schema_change = incremental_validate_on_schema_change(config.get('on_schema_change'), default='ignore') -%}
  {%- set on_table_exists = trino__valid_on_table_exists(['rename', 'drop', 'replace']) -%}
  {%- set strategy = config.get('incremental_strategy') or 'default' -%}
  {%- set strategy_sql = trino__incremental_strategy_macro(strategy) -%}

  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set tmp_relation_type = get_incremental_tmp_relation_type(strategy, unique_key, language) -%}
  {%- set tmp_relation = make_temp_relation(this).incorporate(type=tmp_relation_type) -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
  {%- set backup_relation = trino__backup_of(target_relation, existing_relation) -%}
  {%- do trino__drop_leftovers([tmp_relation, intermediate_relation, backup_relation]) -%}

  {{ run_hooks(pre_hooks) }}

  {%- if existing_relation is none or existing_relation.is_view -%}
    {%- if existing_relation is not none -%}
      {%- do log('Dropping relation ' ~ target_relation ~ ' because it is a view and this model is a table.') -%}
      {%- do adapter.drop_relation(existing_relation) -%}
    {%- endif -%}
    {%- call statement('main', language=language) -%}
      {{ create_table_as(False, target_relation, compiled_code, language) }}
    {%- endcall -%}

  {%- elif full_refresh_mode -%}
    {%- do on_table_exists_logic(on_table_exists, existing_relation, intermediate_relation, backup_relation, target_relation) -%}

  {%- else -%}
    {%- call statement('create_tmp_relation', language=language) -%}
      {%- if tmp_relation_type == 'view' -%}
        {{ create_view_as(tmp_relation, compiled_code) }}
      {%- else -%}
        {{ create_table_as(True, tmp_relation, compiled_code, language) }}
      {%- endif -%}
    {%- endcall -%}
    {%- do adapter.expand_target_column_types(from_relation=tmp_relation, to_relation=target_relation) -%}
    {%- set dest_columns = process_schema_changes(on_schema_change, tmp_relation, existing_relation)
      or adapter.get_columns_in_relation(existing_relation) -%}
    {%- call statement('main') -%}
      {{ strategy_sql({
        'target_relation': target_relation,
        'temp_relation': tmp_relation,
        'unique_key': unique_key,
        'dest_columns': dest_columns,
        'incremental_predicates': config.get('predicates', none) or config.get('incremental_predicates', none),
      }) }}
    {%- endcall -%}
  {%- endif -%}

  {%- do drop_relation_if_exists(tmp_relation) -%}

  {{ run_hooks(post_hooks) }}

  {%- set revoke = should_revoke(existing_relation.is_table, full_refresh_mode) -%}
  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=revoke) -%}
  {%- do persist_docs(target_relation, model) -%}
  {%- do trino__maintain_table(target_relation) -%}
  {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}


{#-
  The new rows are a view where one statement reads them once, and a table where several statements must see the same rows: a deletion with
  an insertion, or partitions that are listed, emptied and filled.
-#}
{% macro get_incremental_tmp_relation_type(strategy, unique_key, language) %}
  {%- set read_once = strategy in ('default', 'append', 'merge') or (unique_key is none and strategy != 'insert_overwrite') -%}
  {{ return('view' if language == 'sql' and config.get('views_enabled', true) and read_once else 'table') }}
{% endmacro %}


{#- dbt-trino's own list of strategies has no insert_overwrite, which the adapter would therefore refuse. -#}
{% macro trino__incremental_strategy_macro(strategy) %}
  {%- if strategy == 'insert_overwrite' -%}
    {{ return(context['get_incremental_insert_overwrite_sql']) }}
  {%- endif -%}
  {{ return(adapter.get_incremental_strategy_macro(context, strategy)) }}
{% endmacro %}
