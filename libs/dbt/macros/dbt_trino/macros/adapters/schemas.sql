{#- Schemas: their names, listing, creating and dropping them. -#}

{% macro trino__information_schema_name(database) -%}
  {%- if database %}{{ database }}.{% endif -%} INFORMATION_SCHEMA
{%- endmacro %}


{% macro trino__list_schemas(database) -%}
  {%- call statement('list_schemas', fetch_result=True, auto_begin=False) -%}
    select schema_name
    from {{ information_schema_name(database) }}.schemata
  {%- endcall -%}
  {{ return(load_result('list_schemas').table) }}
{% endmacro %}


{% macro trino__check_schema_exists(information_schema, schema) -%}
  {%- call statement('check_schema_exists', fetch_result=True, auto_begin=False) -%}
        select count(*)
        from {{ information_schema }}.schemata
        where catalog_name = '{{ information_schema.database }}'
          and schema_name = '{{ schema | lower }}'
  {%- endcall -%}
  {{ return(load_result('check_schema_exists').table) }}
{% endmacro %}


{#- The one schema in which Starburst Galaxy keeps functions: it is there for the whole account, and no role can make it. -#}
{% macro is_galaxy_functions_schema(relation) %}
  {{ return((relation.database | lower, relation.schema | lower) == ('galaxy', 'functions')) }}
{% endmacro %}


{#- A schema of that name in Galaxy must not get the target's prefix; all others follow dbt's rule. -#}
{% macro trino__generate_schema_name(custom_schema_name, node) -%}
  {%- set wanted = (custom_schema_name or '') | trim -%}
  {%- if wanted | lower == 'functions' and node is not none and node.database | lower == 'galaxy' -%}
    {{ wanted }}
  {%- else -%}
    {{ dbt.default__generate_schema_name(custom_schema_name, node) }}
  {%- endif -%}
{%- endmacro %}


{#- The adapter commits afterwards, so that something has to be sent even where there is nothing to create. -#}
{% macro trino__create_schema(relation) -%}
  {%- set there_already = is_galaxy_functions_schema(relation) -%}
  {%- call statement('create_schema') -%}
    {{ 'select 1' if there_already else 'create schema if not exists ' ~ relation.without_identifier() }}
  {%- endcall -%}
{% endmacro %}


{#- A row for each overload: name, return type, argument types, and more. -#}
{% macro list_functions_in_schema(relation) %}
  {%- call statement('list_functions_in_schema', fetch_result=True) -%}
    show functions from {{ relation.without_identifier() }}
  {%- endcall -%}
  {{ return(load_result('list_functions_in_schema').table) }}
{% endmacro %}


{#- Not all connectors cascade, so that everything in the schema goes first, one by one. -#}
{% macro trino__drop_schema(relation) -%}
  {%- for row in list_relations_without_caching(relation) -%}
    {%- do drop_relation(api.Relation.create(
      database=row[0], identifier=row[1], schema=row[2], type=api.Relation.get_relation_type(row[3])
    )) -%}
  {%- endfor -%}
  {%- for function in list_functions_in_schema(relation) -%}
    {%- set name = '"' ~ (function[0] | replace('"', '""')) ~ '"' -%}
    {%- call statement('drop_function') -%}
      drop function if exists {{ relation.without_identifier() }}.{{ name }}({{ function[2] }})
    {%- endcall -%}
  {%- endfor -%}
  {%- call statement('drop_schema') -%}
    drop schema if exists {{ relation }}
  {%- endcall -%}
{% endmacro %}
