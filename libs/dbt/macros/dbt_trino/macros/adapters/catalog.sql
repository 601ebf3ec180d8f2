{#- What `docs generate` reads: a row for each column, of whole schemas or of some relations. -#}

{% macro trino__get_catalog(information_schema, schemas) -%}
  {%- set filter = trino__get_catalog_schemas_where_clause_sql(schemas) -%}
  {%- set comments = trino__get_catalog_table_comment_schemas_sql(information_schema, schemas) -%}
  {{ return(run_query(trino__get_catalog_sql(information_schema, filter, comments))) }}
{%- endmacro %}


{% macro trino__get_catalog_relations(information_schema, relations) -%}
  {%- set filter = trino__get_catalog_relations_where_clause_sql(relations) -%}
  {%- set comments = trino__get_catalog_table_comment_relations_sql(information_schema, relations) -%}
  {{ return(run_query(trino__get_catalog_sql(information_schema, filter, comments))) }}
{%- endmacro %}


{% macro trino__get_catalog_sql(information_schema, filter, comments) -%}
        with tables as (
            {{ trino__get_catalog_tables_sql(information_schema) }}
            {{ filter }}
        ),
        columns as (
            {{ trino__get_catalog_columns_sql(information_schema) }}
            {{ filter }}
        ),
        table_comment as (
            {{ comments }}
        )
        {{ trino__get_catalog_results_sql() }}
{%- endmacro %}


{% macro trino__get_catalog_tables_sql(information_schema) -%}
    select
        table_catalog as "table_database",
        table_schema as "table_schema",
        table_name as "table_name",
        table_type as "table_type",
        null as "table_owner"
    from {{ information_schema }}.tables
{%- endmacro %}


{% macro trino__get_catalog_columns_sql(information_schema) -%}
    select
        table_catalog as "table_database",
        table_schema as "table_schema",
        table_name as "table_name",
        column_name as "column_name",
        ordinal_position as "column_index",
        data_type as "column_type",
        comment as "column_comment"
    from {{ information_schema }}.columns
{%- endmacro %}


{% macro trino__get_catalog_results_sql() -%}
        select
            table_database,
            table_schema,
            table_name,
            table_type,
            table_owner,
            column_name,
            column_index,
            column_type,
            column_comment,
            table_comment
        from tables
        join columns using ("table_database", "table_schema", "table_name")
        join table_comment using ("table_database", "table_schema", "table_name")
        order by "column_index"
{%- endmacro %}


{#- Comments of tables live in the system catalog, which is quick only with all three names fixed: one branch a relation. -#}
{% macro trino__get_catalog_table_comment_schemas_sql(information_schema, schemas) -%}
    {{ trino__table_comments_of(information_schema) }}
        schema_name in ({{ trino__schema_list(schemas) }})
{%- endmacro %}


{% macro trino__get_catalog_table_comment_relations_sql(information_schema, relations) -%}
    {%- for relation in relations %}
    {{ trino__table_comments_of(information_schema) }}
        {{ trino__names_relation(relation, 'schema_name') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor -%}
{%- endmacro %}


{% macro trino__table_comments_of(information_schema) -%}
    select
        catalog_name as "table_database",
        schema_name as "table_schema",
        table_name as "table_name",
        comment as "table_comment"
    from system.metadata.table_comments
    where
        catalog_name = '{{ information_schema.database }}'
        and
        schema_name != 'information_schema'
        and
{%- endmacro %}


{% macro trino__get_catalog_schemas_where_clause_sql(schemas) -%}
    where
        table_schema != 'information_schema'
        and
        table_schema in ({{ trino__schema_list(schemas) }})
{%- endmacro %}


{% macro trino__get_catalog_relations_where_clause_sql(relations) -%}
    where
        table_schema != 'information_schema'
        and
        (
        {%- for relation in relations -%}
            {{ trino__names_relation(relation, 'table_schema') }}{{ ' or ' if not loop.last }}
        {%- endfor -%}
        )
{%- endmacro %}


{% macro trino__schema_list(schemas) -%}
    '{{ schemas | join("','") | lower }}'
{%- endmacro %}


{#- A relation without a name stands for its whole schema. -#}
{% macro trino__names_relation(relation, schema_column) -%}
  {%- if not relation.schema -%}
    {%- do exceptions.raise_compiler_error('`get_catalog_relations` requires a list of relations, each with a schema') -%}
  {%- endif -%}
  (
    {{ schema_column }} = '{{ relation.schema | lower }}'
    {%- if relation.identifier %}
    and table_name = '{{ relation.identifier | lower }}'
    {%- endif %}
  )
{%- endmacro %}
