{#- How a country is called in every layer. A project may say it otherwise: see its dispatch. -#}
{% macro country_name(column_name) -%}
    {{ adapter.dispatch('country_name', 'lake_utils')(column_name) }}
{%- endmacro %}

{% macro default__country_name(column_name) -%}
    trim({{ column_name }})
{%- endmacro %}
