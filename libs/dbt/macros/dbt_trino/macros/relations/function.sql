{#- SQL functions, kept in a catalog that stores them. The body is one expression: Trino takes no query in a function. -#}

{% macro trino__scalar_function_sql(target_relation) %}
    {{ scalar_function_create_replace_signature_sql(target_relation) }}
    {{ scalar_function_body_sql() }}
{% endmacro %}


{% macro trino__scalar_function_create_replace_signature_sql(target_relation) %}
    CREATE OR REPLACE FUNCTION {{ target_relation.render() }} ({{ formatted_scalar_function_args_sql() }})
    RETURNS {{ model.returns.data_type }}
    {{ scalar_function_volatility_sql() }}
    {%- if model.description %}
    COMMENT {{ trino__quoted_text(model.description) }}
    {%- endif %}
{% endmacro %}


{% macro trino__scalar_function_body_sql() %}
    RETURN {{ model.compiled_code | trim }}
{% endmacro %}


{% macro trino__scalar_function_volatility_sql() %}
  {%- set volatility = model.config.get('volatility') -%}
  {%- set words = {'deterministic': 'DETERMINISTIC', 'non-deterministic': 'NOT DETERMINISTIC'} -%}
  {%- if volatility in words -%}
    {{ words[volatility] }}
  {%- elif volatility is not none -%}
    {%- do unsupported_volatility_warning(volatility) -%}
  {%- endif -%}
{% endmacro %}


{#- There is no GRANT and no COMMENT ON for functions. -#}
{% macro trino__function_execute_build_sql(build_sql, existing_relation, target_relation) %}
  {%- if config.get('grants') -%}
    {%- do exceptions.warn('Grants are not supported on functions by dbt-trino and will be ignored for `' ~ model.name ~ '`') -%}
  {%- endif -%}
  {%- call statement('main') -%}
    {{ build_sql }}
  {%- endcall -%}
  {%- do adapter.commit() -%}
{% endmacro %}
