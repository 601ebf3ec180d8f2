{#- The least value is the same one in every run, which Trino's any_value does not promise. -#}
{% macro trino__any_value(expression) -%}
  min({{ expression }})
{%- endmacro %}

{% macro trino__bool_or(expression) -%}
  bool_or({{ expression }})
{%- endmacro %}

{#- Trino's own LISTAGG knows no limit. -#}
{% macro trino__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {%- set collected = 'array_agg(' ~ measure ~ ' ' ~ (order_by_clause or '') ~ ')' -%}
  {%- if limit_num -%}
    {%- set collected = 'slice(' ~ collected ~ ', 1, ' ~ limit_num ~ ')' -%}
  {%- endif -%}
  {%- do return('array_join(' ~ collected ~ ', ' ~ delimiter_text ~ ')') -%}
{%- endmacro %}
