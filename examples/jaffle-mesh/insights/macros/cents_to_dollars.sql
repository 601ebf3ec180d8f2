{#- Whole dollars: Trino divides integers as integers. -#}
{% macro cents_to_dollars(column_name) -%}
    {{ column_name }} / 100
{%- endmacro %}
