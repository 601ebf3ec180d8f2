{#-
  The upkeep of a table after its run, as the model's configuration asks for it:
    optimize: true, or {file_size_threshold: '100MB'}                small files are written together
    expire_snapshots: true, or {retention_threshold: '7d'}           what only older versions need is removed
  Iceberg knows both as table procedures, Delta removes old versions with its own procedure, Hive has only the first.
-#}

{% macro trino__maintain_table(relation) %}
  {%- set optimize = config.get('optimize') -%}
  {%- set expire = config.get('expire_snapshots') -%}
  {%- if optimize or expire -%}
    {%- set connector = trino__connector_of(relation) -%}
    {%- if optimize -%}
      {%- do trino__optimize(relation, connector, trino__maintenance_options('optimize', optimize, ['file_size_threshold'])) -%}
    {%- endif -%}
    {%- if expire -%}
      {%- set options = trino__maintenance_options('expire_snapshots', expire, ['retention_threshold']) -%}
      {%- do trino__expire_snapshots(relation, connector, options) -%}
    {%- endif -%}
  {%- endif -%}
{% endmacro %}


{% macro trino__connector_of(relation) %}
  {%- set found = run_query(
    "select connector_name from system.metadata.catalogs where catalog_name = '" ~ (relation.database | lower) ~ "'"
  ) -%}
  {{ return(found[0][0] if found | length > 0 else '') }}
{% endmacro %}


{% macro trino__maintenance_options(setting, value, known) %}
  {%- set options = value if value is mapping else {} -%}
  {%- if value is not mapping and value is not sameas true -%}
    {%- do exceptions.raise_compiler_error(setting ~ ' expects true or a mapping with ' ~ known | join(', ') ~ ', got ' ~ value) -%}
  {%- endif -%}
  {%- for name in options if name not in known -%}
    {%- do exceptions.raise_compiler_error(setting ~ ' has no option ' ~ name ~ ': expected ' ~ known | join(', ')) -%}
  {%- endfor -%}
  {{ return(options) }}
{% endmacro %}


{% macro trino__optimize(relation, connector, options) %}
  {%- if connector not in ['iceberg', 'delta_lake', 'hive'] -%}
    {%- do trino__refuse_maintenance('optimize', relation, connector, 'iceberg, delta_lake and hive') -%}
  {%- endif -%}
  {%- set session_property = adapter.quote(relation.database) ~ '.non_transactional_optimize_enabled' -%}
  {%- if connector == 'hive' -%}
    {%- do run_query('set session ' ~ session_property ~ ' = true') -%}
  {%- endif -%}
  {%- do run_query(trino__execute_on_table(relation, 'optimize', options)) -%}
  {%- if connector == 'hive' -%}
    {%- do run_query('reset session ' ~ session_property) -%}
  {%- endif -%}
{% endmacro %}


{% macro trino__expire_snapshots(relation, connector, options) %}
  {%- if connector == 'iceberg' -%}
    {%- do run_query(trino__execute_on_table(relation, 'expire_snapshots', options)) -%}
  {%- elif connector == 'delta_lake' -%}
    {%- set arguments = [relation.schema, relation.identifier, options.get('retention_threshold', '7d')] -%}
    {%- set texts = [] -%}
    {%- for argument in arguments -%}
      {%- do texts.append(trino__quoted_text(argument)) -%}
    {%- endfor -%}
    {%- do run_query('call ' ~ adapter.quote(relation.database) ~ '.system.vacuum(' ~ texts | join(', ') ~ ')') -%}
  {%- else -%}
    {%- do trino__refuse_maintenance('expire_snapshots', relation, connector, 'iceberg and delta_lake') -%}
  {%- endif -%}
{% endmacro %}


{% macro trino__execute_on_table(relation, procedure, options) %}
  {%- set arguments = [] -%}
  {%- for name, value in options.items() -%}
    {%- do arguments.append(name ~ ' => ' ~ trino__quoted_text(value)) -%}
  {%- endfor -%}
  {%- set list = '(' ~ arguments | join(', ') ~ ')' if arguments else '' -%}
  {{ return('alter table ' ~ relation ~ ' execute ' ~ procedure ~ list) }}
{% endmacro %}


{% macro trino__refuse_maintenance(setting, relation, connector, supported) %}
  {%- do exceptions.raise_compiler_error(
    setting ~ ' is not available for ' ~ relation ~ ': its catalog uses the connector ' ~ connector ~ ', and only ' ~ supported ~ ' have it'
  ) -%}
{% endmacro %}
