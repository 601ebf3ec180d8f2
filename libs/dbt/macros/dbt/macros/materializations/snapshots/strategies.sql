{#- The macro of a strategy by its name, or by `package.name`. -#}
{% macro strategy_dispatch(name) -%}
  {%- set names = context -%}
  {%- set package_name = none -%}
  {%- set strategy_name = name -%}
  {%- if '.' in name -%}
    {%- set package_name = name.split('.', 1)[0] -%}
    {%- set strategy_name = name.split('.', 1)[1] -%}
    {%- if package_name not in context -%}
      {%- do exceptions.raise_compiler_error("Could not find package '" ~ package_name ~ "', called with '" ~ name ~ "'") -%}
    {%- endif -%}
    {%- set names = context[package_name] -%}
  {%- endif -%}
  {%- set macro_name = 'snapshot_' ~ strategy_name ~ '_strategy' -%}
  {%- if macro_name not in names -%}
    {%- do exceptions.raise_compiler_error(
          "The specified strategy macro '" ~ strategy_name ~ "' was not found in package '" ~ package_name ~ "'") -%}
  {%- endif -%}
  {{ return(names[macro_name]) }}
{%- endmacro %}


{#- A record's id: its key and the time it is of. -#}
{% macro snapshot_hash_arguments(args) -%}
  {{ adapter.dispatch('snapshot_hash_arguments', 'dbt')(args) }}
{%- endmacro %}

{% macro default__snapshot_hash_arguments(args) -%}
  {%- set texts = [] -%}
  {%- for arg in args -%}
    {%- do texts.append('coalesce(cast(' ~ arg ~ " as varchar), '')") -%}
  {%- endfor -%}
  md5({{ texts | join(" || '|' || ") }})
{%- endmacro %}


{#- Changed when the source's time is past the record's start; that is dbt's own column, as the source's may be a new one. -#}
{% macro snapshot_timestamp_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
  {%- set key = config.get('unique_key') -%}
  {%- set updated_at = config.get('updated_at') -%}
  {%- set changed = '(' ~ snapshotted_rel ~ '.' ~ columns.dbt_valid_from ~ ' < ' ~ current_rel ~ '.' ~ updated_at ~ ')' -%}
  {{ return(_snapshot_strategy(key, updated_at, changed)) }}
{% endmacro %}


{% macro snapshot_string_as_time(timestamp) -%}
  {{ adapter.dispatch('snapshot_string_as_time', 'dbt')(timestamp) }}
{%- endmacro %}

{% macro default__snapshot_string_as_time(timestamp) %}
  {%- do exceptions.raise_not_implemented('snapshot_string_as_time macro not implemented for adapter ' ~ adapter.type()) -%}
{% endmacro %}


{#- A pair: whether the query has checked columns that the table has not, and the quoted ones that both have. -#}
{% macro snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) -%}
  {%- if not target_exists -%}
    {{ return((false, [])) }}
  {%- endif -%}
  {%- if check_cols_config == 'all' -%}
    {%- set checked = get_columns_in_query(node['compiled_code']) -%}
  {%- elif check_cols_config is iterable and check_cols_config | length > 0 -%}
    {#- The engine says how the names are written. The query has lines of its own, as it may end in a comment. -#}
    {%- set narrowed -%}
      select {{ check_cols_config | join(', ') }} from (
        {{ node['compiled_code'] }}
      ) subq
    {%- endset -%}
    {%- set checked = get_columns_in_query(narrowed) -%}
  {%- else -%}
    {%- do exceptions.raise_compiler_error("Invalid value for 'check_cols': " ~ check_cols_config) -%}
  {%- endif -%}

  {%- set target_relation = adapter.get_relation(database=node.database, schema=node.schema, identifier=node.alias) -%}
  {%- set present = adapter.get_columns_in_relation(target_relation) | map(attribute='name') | list -%}
  {%- set shared = [] -%}
  {%- for name in checked if name in present -%}
    {%- do shared.append(adapter.quote(name)) -%}
  {%- endfor -%}
  {{ return((shared | length < checked | length, shared)) }}
{%- endmacro %}


{#- Changed when one of the checked columns differs, null counted as a value; every record when a column has come to them. -#}
{% macro snapshot_check_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {%- set updated_at = config.get('updated_at') or snapshot_get_time() -%}
  {%- set checked = snapshot_check_all_get_existing_columns(node, target_exists, config.get('check_cols')) -%}
  {%- set differences = [] -%}
  {%- for name in checked[1] -%}
    {%- set old = snapshotted_rel ~ '.' ~ name -%}
    {%- set new = current_rel ~ '.' ~ name -%}
    {%- do differences.append(
          old ~ ' != ' ~ new ~ ' or (' ~ old ~ ' is null and ' ~ new ~ ' is not null) or (' ~ old ~ ' is not null and ' ~ new ~ ' is null)') -%}
  {%- endfor -%}
  {%- set changed = get_true_sql() if checked[0] else differences | join(' or ') -%}
  {{ return(_snapshot_strategy(config.get('unique_key'), updated_at, '(' ~ changed ~ ')')) }}
{% endmacro %}


{#- What a strategy returns. -#}
{% macro _snapshot_strategy(unique_key, updated_at, row_changed) %}
  {%- set hard_deletes = adapter.get_hard_deletes_behavior(config) -%}
  {{ return({
    'unique_key': unique_key,
    'updated_at': updated_at,
    'row_changed': row_changed,
    'scd_id': snapshot_hash_arguments(api.Relation.scd_args(unique_key, updated_at)),
    'invalidate_hard_deletes': hard_deletes == 'invalidate',
    'hard_deletes': hard_deletes
  }) }}
{% endmacro %}
