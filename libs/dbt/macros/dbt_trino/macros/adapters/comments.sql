{#- Descriptions, kept as the comments of relations and columns. -#}

{% macro trino__quoted_text(text) -%}
  {{ return("'" ~ (text | replace("'", "''")) ~ "'") }}
{%- endmacro %}


{#- The clause of CREATE TABLE, so that a new table never is without its comment. -#}
{% macro comment(comment) %}
  {%- set wanted = (model.get('config', {}).get('persist_docs') or {}).get('relation') -%}
  {%- if wanted and comment %}comment {{ trino__quoted_text(comment) }}{% endif -%}
{%- endmacro -%}


{% macro trino__alter_relation_comment(relation, relation_comment) -%}
  comment on {{ relation.type }} {{ relation }} is {{ trino__quoted_text(relation_comment) }};
{% endmacro %}


{#- One statement a column; column_dict holds columns that the relation has. -#}
{% macro trino__alter_column_comment(relation, column_dict) %}
  {%- for name, column in column_dict.items() %}
    {%- set identifier = adapter.quote(name) if column['quote'] else name %}
    {%- set text = trino__quoted_text(column['description']) if column['description'] | length > 0 else 'null' %}
      comment on column {{ relation }}.{{ identifier }} is {{ text }};
  {%- endfor %}
{% endmacro %}


{% macro trino__persist_docs(relation, model, for_relation, for_columns) -%}
  {%- set with_relation = for_relation and config.persist_relation_docs() -%}
  {%- set with_columns = for_columns and config.persist_column_docs() -%}
  {%- set documented = {} -%}

  {#- A materialized view has got its comment when it was made; COMMENT ON does not know them. -#}
  {%- if with_relation and model.description and not relation.is_materialized_view -%}
    {%- do run_query(alter_relation_comment(relation, model.description)) -%}
  {%- endif -%}

  {%- if with_columns and model.columns -%}
    {%- set existing = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
    {%- set documented = validate_doc_columns(relation, model.columns, existing) -%}
    {%- set statements = alter_column_comment(relation, documented) -%}
    {%- if statements and statements | trim -%}
      {%- do run_query(statements) -%}
    {%- endif -%}
  {%- endif -%}

  {%- if target.starburst_url -%}
    {%- set described = {'description': model.description, 'columns': documented} -%}
    {%- do adapter.persist_starburst_docs(relation, described, with_relation, with_columns) -%}
  {%- endif -%}
{%- endmacro %}


{#- dbt's own helper looks for quoted names as they are written, which Trino, where every name is in lower case, never has. -#}
{% macro validate_doc_columns(relation, column_dict, existing_column_names) %}
  {%- set existing = existing_column_names | map('lower') | list -%}
  {%- set present = {} -%}
  {%- set absent = [] -%}
  {%- for name, column in column_dict.items() -%}
    {%- if name | lower in existing -%}
      {%- do present.update({name | lower: column}) -%}
    {%- else -%}
      {%- do absent.append(name) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- if absent -%}
    {%- do exceptions.warn(
      'In relation ' ~ relation.render() ~ ': The following columns are specified in the schema but are not present in the database: '
      ~ absent | join(', ')
    ) -%}
  {%- endif -%}
  {{ return(present) }}
{% endmacro %}
