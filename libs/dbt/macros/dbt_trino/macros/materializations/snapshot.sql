{% materialization snapshot, adapter='trino' %}
  {%- if (config.get('properties') or {}).get('location') -%}
    {%- do exceptions.raise_compiler_error("Specifying 'location' property in snapshots is not supported.") -%}
  {%- endif -%}
  {%- set built = materialization_snapshot_default() -%}
  {%- do trino__maintain_table(this.incorporate(type='table')) -%}
  {{ return(built) }}
{% endmaterialization %}


{% macro trino__snapshot_hash_arguments(args) -%}
  lower(to_hex(md5(to_utf8(concat(
  {%- for arg in args -%}
    coalesce(cast({{ arg }} as varchar), ''){{ ", '|'," if not loop.last }}
  {%- endfor -%}
  )))))
{%- endmacro %}


{#- Trino has no temporary tables: the staged rows are a table that has to go. -#}
{% macro trino__post_snapshot(staging_relation) %}
  {%- do drop_relation(staging_relation) -%}
{% endmacro %}


{#- A staged row closes the version it has the id of, if that one is current, or is a new version. -#}
{% macro trino__snapshot_merge_sql(target, source, insert_cols) -%}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
  {%- set valid_to = 'DBT_INTERNAL_DEST.' ~ columns.dbt_valid_to -%}
  {%- set open_end = config.get('dbt_valid_to_current') %}
    merge into {{ target.render() }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ columns.dbt_scd_id }}

    when matched
     and {% if open_end %}({{ valid_to }} = {{ open_end }} or {{ valid_to }} is null){% else %}{{ valid_to }} is null{% endif %}
     and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
        then update
        set {{ columns.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ columns.dbt_valid_to }}

    when not matched
     and DBT_INTERNAL_SOURCE.dbt_change_type = 'insert'
        then insert ({{ insert_cols | join(', ') }})
        values (
        {%- for column in insert_cols -%}
          DBT_INTERNAL_SOURCE.{{ column }}{{ ', ' if not loop.last }}
        {%- endfor -%}
        )
{% endmacro %}
