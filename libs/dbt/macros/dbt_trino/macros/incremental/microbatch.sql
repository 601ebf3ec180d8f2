{#- microbatch: the batch's span of time is emptied and filled again; dbt tells the span through the model's configuration. -#}
{% macro trino__get_incremental_microbatch_sql(arg_dict) %}
  {%- set predicates = [] + (arg_dict.get('incremental_predicates') or []) -%}
  {%- set event_time = model.config.event_time -%}
  {%- set start = model.config.get('__dbt_internal_microbatch_event_time_start') -%}
  {%- set end = model.config.get('__dbt_internal_microbatch_event_time_end') -%}
  {%- if start -%}
    {%- do predicates.append(event_time ~ " >= TIMESTAMP '" ~ start ~ "'") -%}
  {%- endif -%}
  {%- if end -%}
    {%- do predicates.append(event_time ~ " < TIMESTAMP '" ~ end ~ "'") -%}
  {%- endif -%}

    delete from {{ arg_dict['target_relation'] }}
    where (
    {{ predicates | join('\n    and ') }}
    );

    {{ trino__insert_all_columns(
      arg_dict['target_relation'], arg_dict['temp_relation'], get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name'))
    ) }}
{% endmacro %}
