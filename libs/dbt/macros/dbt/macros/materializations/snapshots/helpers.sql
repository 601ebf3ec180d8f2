{% macro create_columns(relation, columns) %}
  {{ adapter.dispatch('create_columns', 'dbt')(relation, columns) }}
{% endmacro %}

{% macro default__create_columns(relation, columns) %}
  {%- for column in columns -%}
    {%- call statement() -%}
      alter table {{ relation.render() }} add column {{ adapter.quote(column.name) }} {{ column.expanded_data_type }};
    {%- endcall -%}
  {%- endfor -%}
{% endmacro %}


{#- For engines whose staging table is not a temporary one. -#}
{% macro post_snapshot(staging_relation) %}
  {{ adapter.dispatch('post_snapshot', 'dbt')(staging_relation) }}
{% endmacro %}

{% macro default__post_snapshot(staging_relation) %}
{% endmacro %}


{% macro get_true_sql() %}
  {{ adapter.dispatch('get_true_sql', 'dbt')() }}
{% endmacro %}

{% macro default__get_true_sql() %}
  {{ return('TRUE') }}
{% endmacro %}


{#- The names of dbt's columns where the project does not name them. -#}
{% macro get_snapshot_table_column_names() %}
  {%- set names = {} -%}
  {%- for name in ['dbt_valid_to', 'dbt_valid_from', 'dbt_scd_id', 'dbt_updated_at', 'dbt_is_deleted'] -%}
    {%- do names.update({name: name}) -%}
  {%- endfor -%}
  {{ return(names) }}
{% endmacro %}


{#- The first records: all of the source's rows, all of them current. -#}
{% macro build_snapshot_table(strategy, sql) -%}
  {{ adapter.dispatch('build_snapshot_table', 'dbt')(strategy, sql) }}
{%- endmacro %}

{% macro default__build_snapshot_table(strategy, sql) %}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}
  select
    *,
    {{ strategy.scd_id }} as {{ columns.dbt_scd_id }},
    {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
    {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
    {{ get_dbt_valid_to_current(strategy, columns) }}
    {%- if strategy.hard_deletes == 'new_record' %},
    'False' as {{ columns.dbt_is_deleted }}
    {%- endif %}
  from (
    {{ sql }}
  ) sbq
{% endmacro %}


{% macro build_snapshot_staging_table(strategy, sql, target_relation) %}
  {%- set staging = make_temp_relation(target_relation) -%}
  {%- set changes = snapshot_staging_table(strategy, sql, target_relation) -%}
  {%- call statement('build_snapshot_staging_relation') -%}
    {{ create_table_as(True, staging, changes) }}
  {%- endcall -%}
  {{ return(staging) }}
{% endmacro %}


{#- The changes since the last run: each a row with dbt_change_type insert, update (ends a record) or delete (ends a record). -#}
{% macro snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {{ adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation) }}
{%- endmacro %}

{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
  {%- set key = strategy.unique_key -%}
  {%- set keyed = unique_key_fields(key) -%}
  {%- set same_key = unique_key_join_on(key, 'snapshotted_data', 'source_data') -%}
  {%- set gone = unique_key_is_null(key, 'source_data') -%}
  {%- set records_deletes = strategy.hard_deletes == 'new_record' -%}
  {%- set ends_deletes = records_deletes or strategy.hard_deletes == 'invalidate' -%}
  {%- set was_deleted = 'snapshotted_data.' ~ columns.dbt_is_deleted ~ " = 'True'" -%}
  {%- set changed = strategy.row_changed ~ (' or ' ~ was_deleted if records_deletes else '') -%}
  with snapshot_query as (
    {{ source_sql }}
  ),
  snapshotted_data as (
    select *, {{ keyed }}
    from {{ target_relation }}
    where {{ _snapshot_is_open(columns.dbt_valid_to) }}
  ),
  insertions_source_data as (
    select
      *, {{ keyed }},
      {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
      {{ get_dbt_valid_to_current(strategy, columns) }},
      {{ strategy.scd_id }} as {{ columns.dbt_scd_id }}
    from snapshot_query
  ),
  updates_source_data as (
    select
      *, {{ keyed }},
      {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_to }}
    from snapshot_query
  ),
  {%- if ends_deletes %}
  deletes_source_data as (
    select *, {{ keyed }} from snapshot_query
  ),
  {%- endif %}
  insertions as (
    select 'insert' as dbt_change_type, source_data.*{% if records_deletes %}, 'False' as {{ columns.dbt_is_deleted }}{% endif %}
    from insertions_source_data as source_data
    left outer join snapshotted_data on {{ same_key }}
    where {{ unique_key_is_null(key, 'snapshotted_data') }}
      or ({{ unique_key_is_not_null(key, 'snapshotted_data') }} and ({{ changed }}))
  ),
  updates as (
    select 'update' as dbt_change_type, source_data.*, {{ _snapshot_identity(columns, records_deletes) }}
    from updates_source_data as source_data
    join snapshotted_data on {{ same_key }}
    where ({{ changed }})
  )
  {%- if ends_deletes %},
  deletes as (
    select
      'delete' as dbt_change_type,
      source_data.*,
      {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
      {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
      {{ snapshot_get_time() }} as {{ columns.dbt_valid_to }},
      {{ _snapshot_identity(columns, records_deletes) }}
    from snapshotted_data
    left join deletes_source_data as source_data on {{ same_key }}
    where {{ gone }}
    {%- if records_deletes %}
      and not ({{ was_deleted }} and {{ _snapshot_has_open_end(columns) }})
    {%- endif %}
  )
  {%- endif %}
  {%- if records_deletes %},
  deletion_records as (
    select
      'insert' as dbt_change_type,
      {{ _snapshot_deleted_values(source_sql, target_relation) }}
      {{ _snapshot_deleted_key(key) }},
      {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
      {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
      snapshotted_data.{{ columns.dbt_valid_to }} as {{ columns.dbt_valid_to }},
      {{ snapshot_hash_arguments([columns.dbt_scd_id, snapshot_get_time()]) }} as {{ columns.dbt_scd_id }},
      'True' as {{ columns.dbt_is_deleted }}
    from snapshotted_data
    left join deletes_source_data as source_data on {{ same_key }}
    where {{ gone }}
      and not ({{ was_deleted }} and {{ _snapshot_has_open_end(columns) }})
  )
  {%- endif %}
  select * from insertions
  union all
  select * from updates
  {%- if ends_deletes %}
  union all
  select * from deletes
  {%- endif %}
  {%- if records_deletes %}
  union all
  select * from deletion_records
  {%- endif %}
{%- endmacro %}

{#- What an ended record keeps. -#}
{% macro _snapshot_identity(columns, records_deletes) -%}
  snapshotted_data.{{ columns.dbt_scd_id }}{% if records_deletes %}, snapshotted_data.{{ columns.dbt_is_deleted }}{% endif %}
{%- endmacro %}

{#- Of the record that says that a key is gone there is one: the next run makes no second. -#}
{% macro _snapshot_has_open_end(columns) -%}
  {%- set open_end = config.get('dbt_valid_to_current') -%}
  snapshotted_data.{{ columns.dbt_valid_to }} {{ '= ' ~ open_end if open_end else 'is null' }}
{%- endmacro %}

{#- A deleted row's last values; the source knows the type of a column that the table has not got yet. -#}
{% macro _snapshot_deleted_values(source_sql, target_relation) -%}
  {%- set kept = get_list_of_column_names(get_columns_in_relation(target_relation)) -%}
  {%- for name in get_columns_in_query(source_sql) -%}
    {{ 'snapshotted_data' if name in kept else 'source_data' }}.{{ adapter.quote(name) }},{{ ' ' }}
  {%- endfor -%}
{%- endmacro %}

{% macro _snapshot_deleted_key(unique_key) -%}
  {%- if unique_key | is_list -%}
    {%- for key in unique_key -%}
      snapshotted_data.{{ key }} as dbt_unique_key_{{ loop.index }}{{ ', ' if not loop.last }}
    {%- endfor -%}
  {%- else -%}
    snapshotted_data.dbt_unique_key as dbt_unique_key
  {%- endif -%}
{%- endmacro %}


{#- Null, or what the project has for it, of the type of updated_at. -#}
{% macro get_dbt_valid_to_current(strategy, columns) %}
  {%- set open_end = config.get('dbt_valid_to_current') or 'null' -%}
  coalesce(nullif({{ strategy.updated_at }}, {{ strategy.updated_at }}), {{ open_end }}) as {{ columns.dbt_valid_to }}
{%- endmacro %}


{% macro get_updated_at_column_data_type(snapshot_sql) %}
  {%- set types = [] -%}
  {%- for column in get_column_schema_from_query(snapshot_sql) if column.column in ('dbt_updated_at', 'DBT_UPDATED_AT') -%}
    {%- do types.append(column.dtype) -%}
  {%- endfor -%}
  {{ return(types | last or none) }}
{% endmacro %}

{#- Warns where the source's time and the engine's are of two types: they would be compared. -#}
{% macro check_time_data_types(sql) %}
  {%- set updated_at_type = get_updated_at_column_data_type(sql) -%}
  {%- set now_type = get_snapshot_get_time_data_type() -%}
  {%- if now_type is not none and updated_at_type is not none and now_type != updated_at_type
        and exceptions.warn_snapshot_timestamp_data_types -%}
    {%- do exceptions.warn_snapshot_timestamp_data_types(now_type, updated_at_type) -%}
  {%- endif -%}
{% endmacro %}


{#- The key, one column or several, under names of its own. -#}
{% macro unique_key_fields(unique_key) %}
  {%- if unique_key | is_list -%}
    {%- for key in unique_key -%}
      {{ key }} as dbt_unique_key_{{ loop.index }}{{ ', ' if not loop.last }}
    {%- endfor -%}
  {%- else -%}
    {{ unique_key }} as dbt_unique_key
  {%- endif -%}
{% endmacro %}

{% macro unique_key_join_on(unique_key, identifier, from_identifier) %}
  {%- if unique_key | is_list -%}
    {%- for key in unique_key -%}
      {%- set name = '.dbt_unique_key_' ~ loop.index -%}
      {{ equals((identifier ~ name) | trim, (from_identifier ~ name) | trim) }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
  {%- else -%}
    {{ identifier }}.dbt_unique_key = {{ from_identifier }}.dbt_unique_key
  {%- endif -%}
{% endmacro %}

{% macro unique_key_is_null(unique_key, identifier) %}
  {{- identifier }}.dbt_unique_key{{ '_1' if unique_key | is_list }} is null
{%- endmacro %}

{% macro unique_key_is_not_null(unique_key, identifier) %}
  {{- identifier }}.dbt_unique_key{{ '_1' if unique_key | is_list }} is not null
{%- endmacro %}
