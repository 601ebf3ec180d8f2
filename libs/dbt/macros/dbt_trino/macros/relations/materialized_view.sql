{#- Materialized views, on the catalogs that have them. dbt's own materialization decides between making, replacing and refreshing. -#}

{%- macro trino__get_create_materialized_view_as_sql(target_relation, sql) -%}
  {%- set grace_period = config.get('grace_period') -%}
  create materialized view {{ target_relation }}
  {%- if grace_period is not none %}
    grace period {{ grace_period }}
  {%- endif %}
    {{ comment(model.get('description')) }}
    {{ properties() }}
  as
  {{ sql }}
  ;
{%- endmacro -%}


{#- The new one is made beside the old one; the names change at the end. -#}
{% macro trino__get_replace_materialized_view_as_sql(relation, sql, existing_relation, backup_relation, intermediate_relation) %}
    {{- trino__get_create_materialized_view_as_sql(intermediate_relation, sql) }}
    {%- if existing_relation is not none -%}
    {%- do log('Found a ' ~ existing_relation.type ~ ' with same name. Will drop it', info=true) %}

    alter {{ trino__relation_kind(existing_relation) }} {{ existing_relation }} rename to {{ backup_relation }};
    {%- endif %}

    alter materialized view {{ intermediate_relation }} rename to {{ relation }};
{% endmacro %}


{#- No ALTER changes one: what is configured differently needs a full refresh, and until then it is refreshed as it is. -#}
{% macro trino__get_materialized_view_configuration_changes(existing_relation, new_config) %}
  {%- do return(None) -%}
{% endmacro %}


{%- macro trino__refresh_materialized_view(relation) -%}
    refresh materialized view {{ relation }}
{%- endmacro -%}
