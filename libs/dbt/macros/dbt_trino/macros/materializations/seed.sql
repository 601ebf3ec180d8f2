{#- Seeds: Trino types each value of an INSERT by itself, so that values are bound or written as typed literals. -#}

{% macro trino__get_batch_size() %}
  {{ return(1000) }}
{% endmacro %}


{% macro trino__get_binding_char() %}
  {{ return('?' if target.prepared_statements_enabled | as_bool else '%s') }}
{% endmacro %}


{% macro trino__create_csv_table(model, agate_table, on_exists=None) %}
  {%- set types = trino__seed_types(model, agate_table) -%}
  {%- set quoting = model['config'].get('quote_columns', None) -%}
  {%- set sql %}
    create{{ ' or replace' if on_exists == 'replace' }} table {{ this.render() }} (
    {%- for name in agate_table.column_names -%}
      {{ adapter.quote_seed_column(name | string, quoting) }} {{ types[loop.index0] }}{{ ', ' if not loop.last }}
    {%- endfor -%}
    ) {{ properties() }}
  {% endset -%}
  {%- call statement('_') -%}
    {{ sql }}
  {%- endcall -%}
  {{ return(sql) }}
{% endmacro %}


{#- Few connectors truncate, and the columns may have changed: the table is always made anew. -#}
{% macro trino__reset_csv_table(model, full_refresh, old_relation, agate_table) %}
  {%- if model['config'].get('on_table_exists') == 'replace' -%}
    {{ return(trino__create_csv_table(model, agate_table, on_exists='replace')) }}
  {%- endif -%}
  {%- do adapter.drop_relation(old_relation) -%}
  {{ return(create_csv_table(model, agate_table)) }}
{% endmacro %}


{#- The type of each column: the project's, or what its values look like. -#}
{% macro trino__seed_types(model, agate_table) %}
  {%- set wanted = model['config'].get('column_types', {}) -%}
  {%- set types = [] -%}
  {%- for name in agate_table.column_names -%}
    {%- set inferred = adapter.convert_type(agate_table, loop.index0) -%}
    {%- do types.append(wanted.get(name, inferred)) -%}
  {%- endfor -%}
  {{ return(types) }}
{% endmacro %}


{#-
  A pair for each value of a row: (placeholder, bound value), or (none, the literal). Text in a column of another type is a literal of that
  type, e.g. TIMESTAMP '...', JSON '...', CHAR '...'; of an interval the file holds all that follows the word, e.g. '3' DAY.
-#}
{% macro create_bindings(row, types) %}
  {%- set values = [] -%}
  {%- set placeholder = get_binding_char() -%}
  {%- for item in row -%}
    {%- set type = types[loop.index0] -%}
    {%- set name = type.split('(')[0].split(' ')[0] | upper -%}
    {%- if item is string and name.startswith('INTERVAL') -%}
      {%- do values.append((none, name ~ ' ' ~ item)) -%}
    {%- elif item is string and name != 'VARCHAR' -%}
      {%- do values.append((none, name ~ ' ' ~ trino__quoted_text(item))) -%}
    {%- else -%}
      {%- do values.append((placeholder, item | string if item is not none and name == 'VARCHAR' else item)) -%}
    {%- endif -%}
  {%- endfor -%}
  {{ return(values) }}
{% endmacro %}


{#- Returns the first batch's statement: dbt writes it to the compiled file. -#}
{% macro trino__load_csv_rows(model, agate_table) %}
  {%- set types = trino__seed_types(model, agate_table) -%}
  {%- set head = 'insert into ' ~ this.render() ~ ' (' ~ get_seed_column_quoted_csv(model, agate_table.column_names) ~ ') values' -%}
  {%- set statements = [] -%}
  {%- for rows in agate_table.rows | batch(get_batch_size()) -%}
    {%- set bindings = [] -%}
    {%- set lines = [] -%}
    {%- for row in rows -%}
      {%- set cells = [] -%}
      {%- for placeholder, value in create_bindings(row, types) -%}
        {%- do cells.append(value if placeholder is none else placeholder) -%}
        {%- if placeholder is not none -%}{%- do bindings.append(value) -%}{%- endif -%}
      {%- endfor -%}
      {%- do lines.append('(' ~ cells | join(',') ~ ')') -%}
    {%- endfor -%}
    {%- set sql = head ~ '\n          ' ~ lines | join(',') -%}
    {%- do adapter.add_query(sql, bindings=bindings, abridge_sql_log=True) -%}
    {%- if loop.first -%}{%- do statements.append(sql) -%}{%- endif -%}
  {%- endfor -%}
  {{ return(statements[0]) }}
{% endmacro %}
