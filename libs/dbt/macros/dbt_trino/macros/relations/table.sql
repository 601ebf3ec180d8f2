{#- CREATE TABLE ... AS, in the ways that on_table_exists asks for. -#}

{% macro trino__create_table_as(temporary, relation, sql, on_exists=None) -%}
  {%- set head = trino__create_table_head(relation, on_exists) -%}
  {%- if config.get('contract').enforced %}
  {{ trino__create_table_by_contract(head, temporary, relation, sql) }}
  {%- else %}
    {{ head }}
      {{ comment(model.get('description')) }}
      {{ properties(temporary) }}
    as (
      {{ sql }}
    );
  {%- endif %}
{% endmacro %}


{% macro trino__create_table_head(relation, on_exists) -%}
  {%- set between = {'replace': 'create or replace table', 'skip': 'create table if not exists'} -%}
  {{ between.get(on_exists, 'create table') }} {{ relation }}
{%- endmacro %}


{#- A contract names types and constraints, which CREATE TABLE AS cannot carry: the table first, its rows after. -#}
{% macro trino__create_table_by_contract(head, temporary, relation, sql) -%}
  {{ head }}
    {{ get_table_columns_and_constraints() }}
    {{ get_assert_columns_equivalent(sql) }}
    {{ comment(model.get('description')) }}
    {{ properties(temporary) }}
  ;

  insert into {{ relation }}
    (
      {{ get_select_subquery(sql) }}
    )
  ;
{%- endmacro %}
