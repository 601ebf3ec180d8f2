{#-
  insert_overwrite: the partitions that the new rows fall into are emptied, then filled with them; all other partitions stay untouched.
  The partitions are the table's own (`partitioning` of Iceberg, `partitioned_by` of Hive and Delta). Without any, the whole table is one.
  Their values are read first and written as literals, so that Trino drops files as a whole instead of marking single rows; Hive can delete in
  no other way, and takes one partition a statement.
-#}
{% macro trino__get_incremental_insert_overwrite_sql(arg_dict) %}
  {%- set target = arg_dict['target_relation'] -%}
  {%- set source = arg_dict['temp_relation'] -%}
  {%- set columns = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) -%}
  {%- set expressions = trino__partition_expressions(target, arg_dict['dest_columns']) -%}
  {%- set at_once = 1 if expressions and trino__connector_of(target) == 'hive' else 200 -%}
  {%- for partitions in trino__touched_partitions(source, expressions) | batch(at_once) %}
    delete from {{ target }}
    where (
    {{ partitions | join('\n    or ') }}
    )
    {%- for extra in arg_dict.get('incremental_predicates') or [] %}
        and {{ extra }}
    {%- endfor -%}
    ;
  {%- endfor %}
  {%- if not expressions %}
    delete from {{ target }}
    {%- for extra in arg_dict.get('incremental_predicates') or [] %}
        {{ 'where' if loop.first else 'and' }} {{ extra }}
    {%- endfor -%}
    ;
  {%- endif %}

    {{ trino__insert_all_columns(target, source, columns) }}
{% endmacro %}


{#- A predicate for each distinct combination of partition values among the new rows. -#}
{% macro trino__touched_partitions(source, expressions) %}
  {%- set predicates = [] -%}
  {%- if expressions and execute -%}
    {%- set fields = [] -%}
    {%- for expression in expressions -%}
      {%- do fields.append('cast(' ~ expression ~ ' as varchar), typeof(' ~ expression ~ ')') -%}
    {%- endfor -%}
    {%- for row in run_query('select distinct ' ~ fields | join(', ') ~ ' from ' ~ source) -%}
      {%- set conditions = [] -%}
      {%- for expression in expressions -%}
        {%- set value = row[2 * loop.index0] -%}
        {%- if value is none -%}
          {%- do conditions.append(expression ~ ' is null') -%}
        {%- else -%}
          {%- set literal = 'cast(' ~ trino__quoted_text(value | string) ~ ' as ' ~ row[2 * loop.index0 + 1] ~ ')' -%}
          {%- do conditions.append(expression ~ ' = ' ~ literal) -%}
        {%- endif -%}
      {%- endfor -%}
      {%- do predicates.append('(' ~ conditions | join(' and ') ~ ')') -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(predicates) }}
{% endmacro %}


{#- The model's partitions as expressions over its columns: the property is SQL, such as ARRAY['region', 'day(sold_at)']. -#}
{% macro trino__partition_expressions(relation, columns) %}
  {%- set properties = config.get('properties') or {} -%}
  {%- set property = properties.get('partitioning') or properties.get('partitioned_by') or '' -%}
  {%- set expressions = [] -%}
  {%- for field in modules.re.findall("'((?:[^']|'')*)'", property) -%}
    {%- do expressions.append(trino__partition_expression(relation, columns, field.replace("''", "'") | trim)) -%}
  {%- endfor -%}
  {{ return(expressions) }}
{% endmacro %}


{% macro trino__partition_expression(relation, columns, field) %}
  {%- set parts = modules.re.match('(\\w+)\\s*\\(\\s*("[^"]+"|[^,"\\s]+)\\s*(?:,\\s*(\\d+)\\s*)?\\)$', field) -%}
  {%- if not parts -%}
    {{ return(field if field.startswith('"') else adapter.quote(field)) }}
  {%- endif -%}
  {%- set transform = parts.group(1) | lower -%}
  {%- set name = parts.group(2).strip('"') -%}
  {%- set column = adapter.quote(name) -%}
  {%- set type = trino__column_type(columns, name) -%}
  {%- if transform in ['year', 'month', 'day', 'hour'] -%}
    {{ return("date_trunc('" ~ transform ~ "', " ~ column ~ (" at time zone 'UTC'" if 'with time zone' in type else '') ~ ')') }}
  {%- elif transform == 'bucket' -%}
    {{ return(adapter.quote(relation.database) ~ '.system.bucket(' ~ column ~ ', ' ~ parts.group(3) ~ ')') }}
  {%- elif transform == 'truncate' and type.startswith('varchar') -%}
    {{ return('substr(' ~ column ~ ', 1, ' ~ parts.group(3) ~ ')') }}
  {%- endif -%}
  {%- do exceptions.raise_compiler_error(
    "insert_overwrite does not know the rows of the partition '" ~ field ~ "' of " ~ relation
    ~ ': it knows columns, year, month, day, hour, bucket, and truncate of text'
  ) -%}
{% endmacro %}


{% macro trino__column_type(columns, name) %}
  {%- for column in columns if column.name | lower == name | lower -%}
    {{ return(column.data_type | lower) }}
  {%- endfor -%}
  {{ return('') }}
{% endmacro %}
