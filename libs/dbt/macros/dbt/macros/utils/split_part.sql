{% macro split_part(string_text, delimiter_text, part_number) %}
  {{ return(adapter.dispatch('split_part', 'dbt')(string_text, delimiter_text, part_number)) }}
{% endmacro %}

{% macro default__split_part(string_text, delimiter_text, part_number) %}
    split_part({{ string_text }}, {{ delimiter_text }}, {{ part_number }})
{% endmacro %}

{#- Counted from the end, for adapters whose function cannot: the number of parts tells where that is. -#}
{% macro _split_part_negative(string_text, delimiter_text, part_number) %}
  {%- set separators = 'length(' ~ string_text ~ ') - length(replace(' ~ string_text ~ ', ' ~ delimiter_text ~ ", ''))" %}
    split_part({{ string_text }}, {{ delimiter_text }}, {{ separators }} + 2 + {{ part_number }})
{% endmacro %}
