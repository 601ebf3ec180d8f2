{% macro duckdb__get_binding_char() %}
  {{ return(adapter.get_binding_char()) }}
{% endmacro %}

{% macro duckdb__get_batch_size() %}
  {{ return(10000) }}
{% endmacro %}


{#- DuckDB reads the file itself, by its own parser and in all threads; `fast: false` sends the rows that dbt has read. -#}
{% macro duckdb__load_csv_rows(model, agate_table) %}
  {%- if config.get('fast', true) -%}
    {%- set copy = 'COPY ' ~ this.render() ~ " FROM '" ~ adapter.get_seed_file_path(model)
          ~ "' (FORMAT CSV, HEADER TRUE, DELIMITER '" ~ config.get('delimiter', ',') ~ "')" -%}
    {%- do adapter.add_query(copy, abridge_sql_log=True) -%}
    {{ return(copy) }}
  {%- endif -%}
  {{ return(default__load_csv_rows(model, adapter.convert_datetimes_to_strs(agate_table))) }}
{% endmacro %}
