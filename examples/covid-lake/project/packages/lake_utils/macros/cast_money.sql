{#- Money has two digits and is never a float. -#}
{% macro cast_money(expression) -%}
    cast({{ expression }} as decimal(18, 2))
{%- endmacro %}
