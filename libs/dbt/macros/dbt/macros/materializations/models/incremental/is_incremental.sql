{#- True when the run adds to a table that is there. A parse asks no database. -#}
{% macro is_incremental() %}
  {%- if not execute -%}
    {{ return(False) }}
  {%- endif -%}
  {%- set present = adapter.get_relation(this.database, this.schema, this.table) -%}
  {{ return(present is not none and present.type == 'table'
       and model.config.materialized == 'incremental' and not should_full_refresh()) }}
{% endmacro %}
