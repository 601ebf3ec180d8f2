{#- How often 2 is doubled to reach a bound. -#}
{% macro get_powers_of_two(upper_bound) %}
  {{ return(adapter.dispatch('get_powers_of_two', 'dbt')(upper_bound)) }}
{% endmacro %}

{% macro default__get_powers_of_two(upper_bound) %}
  {%- if upper_bound <= 0 -%}
    {%- do exceptions.raise_compiler_error('upper bound must be positive') -%}
  {%- endif -%}
  {%- for power in range(1, 100) if upper_bound <= 2 ** power -%}
    {{ return(power) }}
  {%- endfor -%}
{% endmacro %}


{#- The numbers from 1, as the binary digits of a cross join: any SQL can do that. -#}
{% macro generate_series(upper_bound) %}
  {{ return(adapter.dispatch('generate_series', 'dbt')(upper_bound)) }}
{% endmacro %}

{% macro default__generate_series(upper_bound) %}
  {%- set digits = range(dbt.get_powers_of_two(upper_bound)) | list %}
  with p as (
    select 0 as generated_number union all select 1
  ),
  unioned as (
    select
      {% for digit in digits %}p{{ digit }}.generated_number * power(2, {{ digit }}) + {% endfor %}1 as generated_number
    from {% for digit in digits %}p as p{{ digit }}{{ ' cross join ' if not loop.last }}{% endfor %}
  )
  select *
  from unioned
  where generated_number <= {{ upper_bound }}
  order by generated_number
{% endmacro %}
