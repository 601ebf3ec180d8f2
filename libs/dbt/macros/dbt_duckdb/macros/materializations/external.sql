{#-
  A file that DuckDB writes, and a view that reads it. A query without rows would write a file without columns: it is written with one row of
  nulls, which the view leaves out.
-#}
{% materialization external, adapter="duckdb", supported_languages=['sql', 'python'] %}
  {%- set location = render(config.get('location', default=external_location(this, config))) -%}
  {%- set options = render_write_options(config) -%}
  {%- set write_options = adapter.external_write_options(location, options) -%}
  {%- set read_location = adapter.external_read_location(location, options) -%}
  {%- set format = _duckdb_external_format(options) -%}
  {%- set language = model['language'] -%}

  {%- set target_relation = this.incorporate(type='view') -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set temp_relation = make_intermediate_relation(this.incorporate(type='table'), suffix='__dbt_tmp') -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation, suffix='__dbt_int') -%}
  {%- set backup_relation = make_backup_relation(target_relation, 'table' if existing_relation is none else existing_relation.type) -%}
  {%- set leftovers = [
        load_cached_relation(intermediate_relation), load_cached_relation(temp_relation), load_cached_relation(backup_relation)] -%}
  {%- set grant_config = config.get('grants') -%}
  {%- for leftover in leftovers -%}
    {%- do drop_relation_if_exists(leftover) -%}
  {%- endfor -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- call statement('create_table', language=language) -%}
    {{- create_table_as(False, temp_relation, compiled_code, language) }}
  {%- endcall -%}
  {%- set is_empty = run_query('select count(*) as row_count from ' ~ temp_relation)[0][0] == 0 -%}
  {%- set names = get_columns_in_relation(temp_relation) | map(attribute='column') | list if is_empty else [] -%}
  {%- if is_empty -%}
    {%- call statement('main', language='sql') -%}
      insert into {{ temp_relation }} values ({% for name in names %}NULL{{ ', ' if not loop.last }}{% endfor %})
    {%- endcall -%}
  {%- endif -%}
  {{ write_to_file(temp_relation, location, write_options) }}

  {%- call statement('main', language='sql') -%}
    create or replace view {{ intermediate_relation }} as (
      select * from read_{{ format }}('{{ read_location }}'{{ _duckdb_reader_options(format, options) }})
      {%- for name in names %}
      {{ 'where' if loop.first else 'and' }} "{{ name }}" is not null
      {%- endfor %}
    );
  {%- endcall -%}

  {%- if existing_relation is not none -%}
    {%- do adapter.rename_relation(existing_relation, backup_relation) -%}
  {%- endif -%}
  {%- do adapter.rename_relation(intermediate_relation, target_relation) -%}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- set revoke = should_revoke(existing_relation, full_refresh_mode=True) -%}
  {%- do apply_grants(target_relation, grant_config, should_revoke=revoke) -%}
  {%- do persist_docs(target_relation, model) -%}
  {%- do adapter.commit() -%}

  {%- if existing_relation is not none -%}
    {%- do drop_relation_if_exists(backup_relation) -%}
  {%- endif -%}
  {%- do drop_relation_if_exists(temp_relation) -%}
  {#- `glue_register` is the older way to name the Glue plugin. -#}
  {%- set glue = 'glue|' ~ config.get('glue_database', 'default') if config.get('glue_register', default=false) else none -%}
  {%- set plugin = glue or config.get('plugin') -%}
  {%- if plugin is not none -%}
    {%- do store_relation(plugin, target_relation, location, format, config) -%}
  {%- endif -%}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{#- The format that the file is read back in: the configured one, else the one that was found for the write. -#}
{% macro _duckdb_external_format(options) %}
  {%- set known = ['csv', 'parquet', 'json'] -%}
  {%- set said = config.get('format') -%}
  {%- if said and said not in known -%}
    {%- do exceptions.raise_compiler_error('Invalid format: ' ~ said ~ '. Allowed formats are: ' ~ known | join(', ')) -%}
  {%- endif -%}
  {%- set found = said or options['format'] | lower -%}
  {{ return(found if found in known else 'parquet') }}
{% endmacro %}

{#- DuckDB knows a compression by a lower-case ending only: the readers of text are told. -#}
{% macro _duckdb_reader_options(format, options) %}
  {%- set usual = {'union_by_name': False} if format == 'parquet' else {'auto_detect': True} -%}
  {%- set said = config.get(format ~ '_read_options', usual) -%}
  {%- set told = format != 'parquet' and options.get('compression') and 'compression' not in said -%}
  {%- for name, value in said.items() -%}
    , {{ name }}={{ "'" ~ value ~ "'" if value is string else value }}
  {%- endfor -%}
  {%- if told -%}, compression='{{ options['compression'] }}'{%- endif -%}
{% endmacro %}
