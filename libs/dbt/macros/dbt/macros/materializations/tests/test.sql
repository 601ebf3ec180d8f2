{#- Counts the rows that fail; where failures are stored, from the relation that keeps them. -#}
{%- materialization test, default -%}
  {%- set sql_header = config.get('sql_header') if flags.REQUIRE_SQL_HEADER_IN_TEST_CONFIGS else none -%}
  {%- set failing_rows = get_limit_subquery_sql(sql, config.get('limit')) -%}
  {%- set relations = [] -%}

  {%- if should_store_failures() -%}
    {%- set kind = config.get('store_failures_as') or 'table' -%}
    {%- if kind not in ['table', 'view'] -%}
      {%- do exceptions.raise_compiler_error("'" ~ kind ~ "' is not a valid value for `store_failures_as`. "
            ~ "Accepted values are: ['ephemeral', 'table', 'view']") -%}
    {%- endif -%}
    {%- set old_relation = adapter.get_relation(database=database, schema=schema, identifier=model['alias']) -%}
    {%- set target_relation = api.Relation.create(database=database, schema=schema, identifier=model['alias'], type=kind) -%}
    {%- do drop_relation_if_exists(old_relation) -%}
    {%- call statement(auto_begin=True) -%}
      {{ sql_header if sql_header }}
      {{ get_create_sql(target_relation, failing_rows) }}
    {%- endcall -%}
    {%- do adapter.commit() -%}
    {%- do relations.append(target_relation) -%}
    {%- set failing_rows = 'select * from ' ~ target_relation -%}
  {%- endif -%}

  {#- The limit is part of the rows already. -#}
  {%- call statement('main', fetch_result=True) -%}
    {{ sql_header if sql_header }}
    {{ get_test_sql(failing_rows, config.get('fail_calc'), config.get('warn_if'), config.get('error_if'), limit=none) }}
  {%- endcall -%}

  {{ return({'relations': relations}) }}
{%- endmaterialization -%}
