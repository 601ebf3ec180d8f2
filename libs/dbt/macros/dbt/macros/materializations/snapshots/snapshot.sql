{#-
  The first run builds the table. Later runs write what has changed into a staging table, bring the target's columns up to it, and merge.
-#}
{% materialization snapshot, default %}
  {%- set strategy_name = config.get('strategy') -%}
  {%- set unique_key = config.get('unique_key') -%}
  {%- set grant_config = config.get('grants') -%}
  {%- set found = get_or_create_relation(
        database=model.database, schema=model.schema, identifier=model.get('alias', model.get('name')), type='table') -%}
  {%- set target_relation_exists = found[0] -%}
  {%- set target_relation = found[1] -%}
  {%- if not target_relation.is_table -%}
    {%- do exceptions.relation_wrong_type(target_relation, 'table') -%}
  {%- endif -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- set strategy_macro = strategy_dispatch(strategy_name) -%}
  {%- set strategy = strategy_macro(model, 'snapshotted_data', 'source_data', model['config'], target_relation_exists) -%}
  {%- set staging_table = none -%}
  {%- if not target_relation_exists -%}
    {%- set rows_sql = build_snapshot_table(strategy, model['compiled_code']) -%}
    {%- set final_sql = create_table_as(False, target_relation, rows_sql) -%}
  {%- else -%}
    {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
    {%- do adapter.assert_valid_snapshot_target_given_strategy(target_relation, columns, strategy) -%}
    {%- set rows_sql = snapshot_staging_table(strategy, sql, target_relation) -%}
    {%- set staging_table = build_snapshot_staging_table(strategy, sql, target_relation) -%}
    {%- do adapter.expand_target_column_types(from_relation=staging_table, to_relation=target_relation) -%}

    {#- The staging table's own columns do not go into the target. -#}
    {%- set own = ['dbt_change_type', 'dbt_unique_key'] -%}
    {%- if unique_key | is_list -%}
      {%- for key in strategy.unique_key -%}
        {%- do own.append('dbt_unique_key_' ~ loop.index) -%}
      {%- endfor -%}
    {%- endif -%}
    {%- set own = own + (own | map('upper') | list) -%}
    {%- set missing = adapter.get_missing_columns(staging_table, target_relation) | rejectattr('name', 'in', own) | list -%}
    {%- do create_columns(target_relation, missing) -%}
    {%- set loaded = [] -%}
    {%- for column in adapter.get_columns_in_relation(staging_table) | rejectattr('name', 'in', own) -%}
      {%- do loaded.append(adapter.quote(column.name)) -%}
    {%- endfor -%}
    {%- set final_sql = snapshot_merge_sql(target=target_relation, source=staging_table, insert_cols=loaded) -%}
  {%- endif -%}

  {{ check_time_data_types(rows_sql) }}
  {%- call statement('main') -%}
    {{ final_sql }}
  {%- endcall -%}

  {%- set revoke = should_revoke(target_relation_exists, full_refresh_mode=False) -%}
  {%- do apply_grants(target_relation, grant_config, should_revoke=revoke) -%}
  {%- do persist_docs(target_relation, model) -%}
  {%- if not target_relation_exists -%}
    {%- do create_indexes(target_relation) -%}
  {%- endif -%}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- do adapter.commit() -%}

  {%- if staging_table is not none -%}
    {%- do post_snapshot(staging_table) -%}
  {%- endif -%}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
