{#- merge: one statement updates the rows that are there and inserts the others; without a key there is nothing to match, and all are new. -#}
{% macro trino__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
  {%- if not unique_key %}
    {{ trino__insert_all_columns(target, source, columns) }}
  {%- else -%}
    {%- set updated = get_merge_update_columns(config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns) -%}
    {%- set conditions = (incremental_predicates or []) + trino__key_matches(unique_key, 'DBT_INTERNAL_SOURCE', 'DBT_INTERNAL_DEST') %}
        {{ config.get('sql_header', none) or '' }}

        merge into {{ target }} as DBT_INTERNAL_DEST
            using {{ source }} as DBT_INTERNAL_SOURCE
            on ({{ conditions | join(') and (') }})

        when matched then update set
            {% for column in updated -%}
                {{ column }} = DBT_INTERNAL_SOURCE.{{ column }}{{ ', ' if not loop.last }}
            {%- endfor %}

        when not matched then insert
            ({{ columns }})
        values
            (
            {%- for column in columns.split(', ') -%}
                DBT_INTERNAL_SOURCE.{{ column }}{{ ', ' if not loop.last }}
            {%- endfor -%}
            )
  {%- endif %}
{% endmacro %}


{% macro trino__key_matches(unique_key, left, right) %}
  {%- set keys = [unique_key] if unique_key is string or unique_key is mapping or unique_key is not sequence else unique_key -%}
  {%- set matches = [] -%}
  {%- for key in keys -%}
    {%- do matches.append(left ~ '.' ~ key ~ ' = ' ~ right ~ '.' ~ key) -%}
  {%- endfor -%}
  {{ return(matches) }}
{% endmacro %}


{% macro trino__insert_all_columns(target, source, columns) -%}
    insert into {{ target }} ({{ columns }})
    (
        select {{ columns }}
        from {{ source }}
    )
{%- endmacro %}
