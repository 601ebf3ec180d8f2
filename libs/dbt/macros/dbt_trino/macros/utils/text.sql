{% macro trino__hash(field) -%}
  lower(to_hex(md5(to_utf8(cast({{ field }} as varchar)))))
{%- endmacro %}

{#- substr from the end: a length of nothing would be the whole text. -#}
{% macro trino__right(string_text, length_expression) %}
    case when {{ length_expression }} = 0 then '' else substr({{ string_text }}, -1 * ({{ length_expression }})) end
{%- endmacro -%}

{#- Trino counts parts from the left only. -#}
{% macro trino__split_part(string_text, delimiter_text, part_number) %}
  {%- if part_number < 0 -%}
    {{ dbt._split_part_negative(string_text, delimiter_text, part_number) }}
  {%- else -%}
    {{ dbt.default__split_part(string_text, delimiter_text, part_number) }}
  {%- endif -%}
{% endmacro %}
