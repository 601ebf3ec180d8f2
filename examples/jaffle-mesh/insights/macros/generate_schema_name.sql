{#- A schema that a model names is the schema it lands in, in every target; dbt itself would put the target's schema before it. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
