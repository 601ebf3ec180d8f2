{% macro trino__current_timestamp() -%}
  current_timestamp
{%- endmacro %}

{% macro trino__snapshot_string_as_time(timestamp) %}
  {{ return("timestamp '" ~ timestamp ~ "'") }}
{% endmacro %}

{% macro trino__date_trunc(datepart, date) -%}
  date_trunc('{{ datepart }}', {{ date }})
{%- endmacro %}

{% macro trino__dateadd(datepart, interval, from_date_or_timestamp) -%}
  date_add('{{ datepart }}', {{ interval }}, {{ from_date_or_timestamp }})
{%- endmacro %}


{#-
  How many boundaries of the unit lie between the two: the difference of the two units' beginnings. (Trino's date_diff alone counts whole
  units.) Weeks begin on Monday, and are counted from the days as dbt-trino does.
-#}
{% macro trino__datediff(first_date, second_date, datepart) -%}
  {%- set first = 'cast(' ~ first_date ~ ' as timestamp)' -%}
  {%- set second = 'cast(' ~ second_date ~ ' as timestamp)' -%}
  {%- if datepart in ['year', 'quarter', 'month', 'day', 'hour', 'minute', 'second'] -%}
    date_diff('{{ datepart }}', date_trunc('{{ datepart }}', {{ first }}), date_trunc('{{ datepart }}', {{ second }}))
  {%- elif datepart == 'millisecond' -%}
    date_diff('millisecond', {{ first }}, {{ second }})
  {%- elif datepart == 'week' -%}
    ({{ datediff(first_date, second_date, 'day') }} / 7 + case
      when day_of_week({{ first }}) > day_of_week({{ second }}) then case when {{ first }} <= {{ second }} then 1 else 0 end
      else case when {{ first }} <= {{ second }} then 0 else -1 end
    end)
  {%- elif execute -%}
    {%- do exceptions.raise_compiler_error("Unsupported datepart for macro datediff in Trino: '" ~ datepart ~ "'") -%}
  {%- endif -%}
{%- endmacro %}


{#- A row for each period from the first date to the last one. -#}
{% macro trino__date_spine(datepart, start_date, end_date) %}
  {%- set periods = dbt.generate_series(dbt.get_intervals_between(start_date, end_date, datepart)) -%}
  {%- set first = 'cast(' ~ start_date ~ ' as date)' %}

    with rawdata as (
        {{ periods }}
    ),

    all_periods as (
        select ({{ dbt.dateadd(datepart, 'row_number() over (order by 1) - 1', first) }}) as date_{{ datepart }}
        from rawdata
    ),

    filtered as (
        select *
        from all_periods
        where date_{{ datepart }} <= cast({{ end_date }} as date)
    )

    select * from filtered
{% endmacro %}


{#- dbt's own calls TO_DATE, which Trino has not. -#}
{% macro trino__date(year, month, day) -%}
  date '{{ modules.datetime.date(year, month, day).strftime('%Y-%m-%d') }}'
{%- endmacro %}
