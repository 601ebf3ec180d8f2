{#- The WITH clause of a new table: the model's `properties`, with what file_format, table_format and the catalog integration add. -#}

{% macro properties(temporary=False) %}
  {%- set wanted = trino__table_properties() -%}
  {%- if temporary and wanted.get('location') -%}
    {%- do wanted.update({'location': wanted['location'][:-1] ~ "__dbt_tmp'"}) -%}
  {%- endif -%}
  {%- if wanted -%}
      WITH (
      {%- for name, value in wanted.items() -%}
        {{ name }} = {{ value }}{{ ',\n  ' if not loop.last }}
      {%- endfor -%}
      )
  {%- endif -%}
{%- endmacro -%}


{#- A new dict: the model's own configuration stays as it is. Values are SQL, so that text carries its quotes. -#}
{% macro trino__table_properties() %}
  {%- set wanted = dict(config.get('properties') or {}) -%}
  {%- set integration = adapter.build_catalog_relation(config.model) -%}
  {%- do trino__add_format(wanted, 'format', 'file_format', integration.file_format) -%}
  {%- do trino__add_format(wanted, 'type', 'table_format', integration.table_format) -%}
  {%- if integration.storage_uri and not wanted.get('location') -%}
    {%- do wanted.update({'location': "'" ~ integration.storage_uri ~ "'"}) -%}
  {%- endif -%}
  {{ return(wanted) }}
{% endmacro %}


{#- A format may be said once: as a setting of its own or as a property; the integration's is for tables that say nothing. -#}
{% macro trino__add_format(wanted, property, setting, default) %}
  {%- set own = config.get(setting) -%}
  {%- if own and wanted.get(property) -%}
    {%- do exceptions.raise_compiler_error(
      "\n          You can specify either '" ~ setting ~ "' or 'properties." ~ property ~ "' configurations, but not both.\n        "
    ) -%}
  {%- endif -%}
  {%- set chosen = own or (default if not wanted.get(property)) -%}
  {%- if chosen -%}
    {%- do wanted.update({property: "'" ~ chosen ~ "'"}) -%}
  {%- endif -%}
{% endmacro %}
