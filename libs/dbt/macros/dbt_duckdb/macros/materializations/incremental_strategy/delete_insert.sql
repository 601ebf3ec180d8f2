{% macro duckdb__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {%- set names = get_quoted_csv(dest_columns | map(attribute='name')) -%}
  {%- set conditions = [] -%}
  {%- if unique_key and unique_key is sequence and unique_key is not string -%}
    {%- for key in unique_key -%}
      {%- do conditions.append(source ~ '.' ~ key ~ ' = DBT_INCREMENTAL_TARGET.' ~ key) -%}
    {%- endfor -%}
    delete from {{ target }} as DBT_INCREMENTAL_TARGET
    using {{ source }}
    where {{ (conditions + (incremental_predicates or [])) | join(' and ') }};
  {%- elif unique_key -%}
    {%- do conditions.append('(' ~ unique_key ~ ') in (select (' ~ unique_key ~ ') from ' ~ source ~ ')') -%}
    delete from {{ target }}
    where {{ (conditions + (incremental_predicates or [])) | join(' and ') }};
  {%- endif %}

  insert into {{ target }} ({{ names }})
  (
    select {{ names }} from {{ source }}
  )
{%- endmacro %}
