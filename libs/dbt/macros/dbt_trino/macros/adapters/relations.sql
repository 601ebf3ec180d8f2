{#- Relations of a schema: listing, dropping and renaming them. -#}

{#- information_schema calls a materialized view a table; system.metadata knows better. -#}
{% macro trino__list_relations_without_caching(relation) %}
  {%- set catalog_name = relation.database | lower -%}
  {%- set schema_name = relation.schema | lower -%}
  {%- call statement('list_relations_without_caching', fetch_result=True) -%}
    select
      t.table_catalog as database,
      t.table_name as name,
      t.table_schema as schema,
      case when mv.name is not null then 'materialized_view'
           when t.table_type = 'BASE TABLE' then 'table'
           when t.table_type = 'VIEW' then 'view'
           else t.table_type
      end as table_type
    from {{ relation.information_schema() }}.tables t
    left join (
            select * from system.metadata.materialized_views
            where catalog_name = '{{ catalog_name }}'
              and schema_name = '{{ schema_name }}') mv
          on mv.catalog_name = t.table_catalog and mv.schema_name = t.table_schema and mv.name = t.table_name
    where t.table_schema = '{{ schema_name }}'
  {%- endcall -%}
  {{ return(load_result('list_relations_without_caching').table) }}
{% endmacro %}


{#- As SQL names the kind of a relation: materialized view, where dbt says materialized_view. -#}
{% macro trino__relation_kind(relation) -%}
  {{ return(relation.type | replace('_', ' ')) }}
{%- endmacro %}


{%- macro trino__get_drop_sql(relation) -%}
    drop {{ trino__relation_kind(relation) }} if exists {{ relation }}
{% endmacro %}


{% macro trino__rename_relation(from_relation, to_relation) -%}
  {%- call statement('rename_relation') -%}
    alter {{ trino__relation_kind(from_relation) }} {{ from_relation }} rename to {{ to_relation }}
  {%- endcall -%}
{% endmacro %}
