{#- Where a file goes that has no location said: a partitioned one is a folder. -#}
{%- macro external_location(relation, config) -%}
  {{ adapter.external_root() }}/{{ relation.identifier }}
  {%- if config.get('options', {}).get('partition_by') is none %}.{{ config.get('format', 'parquet') }}{% endif -%}
{%- endmacro -%}
