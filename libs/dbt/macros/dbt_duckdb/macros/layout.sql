{#- Partitions and order of a lake's tables: of the final table only, never of one that stands beside it for a while. -#}

{% macro duckdb__get_partitioned_by(relation, temporary) -%}
  {%- set said = config.get('partitioned_by', none) -%}
  {%- set said = config.get('partition_by', none) if said is none or said == '' else said -%}
  {%- set said = none if said == '' else said -%}
  {%- set columns = _duckdb_layout_columns(relation, temporary, said, 'partitioned_by/partition_by') -%}
  {{ return(none if columns is none else columns | join(', ')) }}
{%- endmacro %}

{% macro duckdb__get_sorted_by(relation, temporary) -%}
  {%- set said = config.get('sorted_by', none) -%}
  {%- set said = config.get('sort_by', none) if said is none else said -%}
  {%- set columns = _duckdb_layout_columns(relation, temporary, said, 'sorted_by/sort_by') -%}
  {%- if columns is none -%}
    {{ return(none) }}
  {%- endif -%}
  {%- set quoted = [] -%}
  {%- for column in columns -%}
    {%- do quoted.append(adapter.quote(column | replace('"', '""'))) -%}
  {%- endfor -%}
  {{ return(quoted | join(', ')) }}
{%- endmacro %}

{% macro _duckdb_layout_columns(relation, temporary, said, setting) -%}
  {%- if temporary or said is none -%}
    {{ return(none) }}
  {%- endif -%}
  {%- set columns = normalize_string_or_list(said, setting) -%}
  {%- if not columns -%}
    {%- do exceptions.raise_compiler_error(setting ~ ' must contain at least one column') -%}
  {%- endif -%}
  {%- if this is defined and config.get('materialized') in ['table', 'incremental']
        and relation.identifier and this.identifier and relation.identifier != this.identifier -%}
    {{ return(none) }}
  {%- endif -%}
  {%- if not adapter.is_ducklake(relation) -%}
    {%- do adapter.warn_once(setting ~ ' is only supported for DuckLake relations; ignoring for ' ~ relation) -%}
    {{ return(none) }}
  {%- endif -%}
  {{ return(columns) }}
{%- endmacro %}
