{#- delete+insert: the rows with a key of the new ones go, then the new ones come. -#}
{% macro trino__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
  {%- if unique_key %}
    delete from {{ target }}
    where
    {%- if unique_key is sequence and unique_key is not string %} exists (
        select 1
        from {{ source }}
        where {{ trino__key_matches(unique_key, target, source) | join(' and ') }}
    )
    {%- else %} ({{ unique_key }}) in (
        select {{ unique_key }}
        from {{ source }}
    )
    {%- endif %}
    {%- for predicate in incremental_predicates or [] %}
        and {{ predicate }}
    {%- endfor -%}
    ;
  {%- endif %}

    {{ trino__insert_all_columns(target, source, columns) }}
{%- endmacro %}
