{#- In place of the package's: upper case, as TPC-H writes its nations, and the United States by their whole name. -#}
{% macro default__country_name(column_name) -%}
    case when upper(trim({{ column_name }})) = 'US' then 'UNITED STATES' else upper(trim({{ column_name }})) end
{%- endmacro %}
