{#- An increment holds only the months that are new or whose values have changed: what a merge does not get it does not touch. -#}
{% macro only_changes(values) -%}
{%- if is_incremental() -%}
left join {{ this }} as known
    on metrics.year = known.year and metrics.month = known.month and metrics.type = known.type
where known.year is null
{%- for value in values %}
    or metrics.{{ value }} is distinct from known.{{ value }}
{%- endfor %}
{%- endif -%}
{%- endmacro %}
