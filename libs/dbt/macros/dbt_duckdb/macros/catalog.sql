{#- Tables, views and their columns with comments, of one database. -#}

{% macro duckdb__get_catalog(information_schema, schemas) -%}
  {{ return(_duckdb_catalog(information_schema, duckdb__get_catalog_schemas_where_clause_sql(schemas))) }}
{%- endmacro %}

{% macro duckdb__get_catalog_relations(information_schema, relations) -%}
  {{ return(_duckdb_catalog(information_schema, duckdb__get_catalog_relations_where_clause_sql(relations))) }}
{%- endmacro %}

{% macro _duckdb_catalog(information_schema, condition) -%}
  {%- set query -%}
    with tables as (
      {{ duckdb__get_catalog_tables_sql(information_schema) }}
      {{ condition }}
    ),
    columns as (
      {{ duckdb__get_catalog_columns_sql(information_schema) }}
      {{ condition }}
    )
    {{ duckdb__get_catalog_results_sql() }}
  {%- endset -%}
  {{ return(run_query(query)) }}
{%- endmacro %}


{% macro duckdb__get_catalog_tables_sql(information_schema) -%}
  select * from (
    select
      database_name as table_database,
      schema_name as table_schema,
      table_name,
      'BASE TABLE' as table_type,
      comment as table_comment
    from duckdb_tables()
    where upper(database_name) = upper('{{ information_schema.database }}')
    union all
    select database_name, schema_name, view_name, 'VIEW', comment
    from duckdb_views()
    where upper(database_name) = upper('{{ information_schema.database }}')
  ) catalog_tables
{%- endmacro %}

{% macro duckdb__get_catalog_columns_sql(information_schema) -%}
  select * from (
    select
      database_name as table_database,
      schema_name as table_schema,
      table_name,
      column_name,
      column_index,
      data_type as column_type,
      comment as column_comment
    from duckdb_columns()
    where upper(database_name) = upper('{{ information_schema.database }}')
  ) catalog_columns
{%- endmacro %}

{% macro duckdb__get_catalog_results_sql() -%}
  select
    table_database, table_schema, table_name, table_type, table_comment,
    column_name, column_index, column_type, column_comment,
    null as table_owner
  from tables join columns using (table_database, table_schema, table_name)
  order by table_schema, table_name, column_index
{%- endmacro %}


{% macro duckdb__get_catalog_schemas_where_clause_sql(schemas) -%}
  {%- set choices = [] -%}
  {%- for schema in schemas -%}
    {%- do choices.append("upper(table_schema) = upper('" ~ schema ~ "')") -%}
  {%- endfor -%}
  where {{ choices | join(' or ') if choices else '1 = 0' }}
{%- endmacro %}

{% macro duckdb__get_catalog_relations_where_clause_sql(relations) -%}
  {%- set choices = [] -%}
  {%- for relation in relations -%}
    {%- if not relation.schema -%}
      {%- do exceptions.raise_compiler_error('`get_catalog_relations` requires a list of relations, each with a schema') -%}
    {%- endif -%}
    {%- set named = " and upper(table_name) = upper('" ~ relation.identifier ~ "')" if relation.identifier else '' -%}
    {%- do choices.append("(upper(table_schema) = upper('" ~ relation.schema ~ "')" ~ named ~ ')') -%}
  {%- endfor -%}
  where {{ choices | join(' or ') if choices else '1 = 0' }}
{%- endmacro %}
