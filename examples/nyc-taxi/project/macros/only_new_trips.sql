{#- An increment holds only the months that are new or have got more trips: what a merge does not get it does not touch. -#}
{% macro only_new_trips() -%}
{%- if is_incremental() -%}
left join {{ this }} as known
    on metrics.year = known.year and metrics.month = known.month and metrics.type = known.type
where known.year is null or metrics.number_of_trips <> known.number_of_trips
{%- endif -%}
{%- endmacro %}
