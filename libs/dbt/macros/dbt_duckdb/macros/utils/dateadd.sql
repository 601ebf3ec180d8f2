{#- The interval may be a column: so many times one unit. Quarters and weeks are counted in months and days. -#}
{% macro duckdb__dateadd(datepart, interval, from_date_or_timestamp) %}
  {%- set part = datepart | lower -%}
  {%- set counted = {'quarter': [3, 'month'], 'week': [7, 'day']}.get(part) -%}
  {%- set count = 'cast(' ~ interval ~ ' as bigint)' -%}
  {%- if counted -%}
    ({{ from_date_or_timestamp }} + ({{ count }} * {{ counted[0] }}) * interval 1 {{ counted[1] }})
  {%- else -%}
    ({{ from_date_or_timestamp }} + {{ count }} * interval 1 {{ part }})
  {%- endif -%}
{% endmacro %}
