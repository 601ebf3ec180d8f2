{#- The type of an empty array would have to be guessed: none is null. -#}
{% macro trino__array_construct(inputs, data_type) -%}
  {% if inputs %}array[ {{ inputs | join(' , ') }} ]{% else %}null{% endif %}
{%- endmacro %}

{% macro trino__array_concat(array_1, array_2) -%}
  concat({{ array_1 }}, {{ array_2 }})
{%- endmacro %}

{% macro trino__array_append(array, new_element) -%}
  {{ array_concat(array, array_construct([new_element])) }}
{%- endmacro %}
