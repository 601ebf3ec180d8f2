{#-
  Built beside, under another name, and put in the place of an old relation in one transaction. Where foreign keys allow no renaming, the table
  is built under its own name.
-#}
{% materialization table, adapter="duckdb", supported_languages=['sql', 'python'] %}
  {%- set language = model['language'] -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
  {%- set backup_relation = make_backup_relation(target_relation, 'table' if existing_relation is none else existing_relation.type) -%}
  {%- set leftovers = [load_cached_relation(intermediate_relation), load_cached_relation(backup_relation)] -%}
  {%- set in_place = has_foreign_key_constraints(existing_relation) -%}
  {#- Lakes before DuckDB 1.5.3 lose what was altered when the table is renamed, and comments belong after the commit. -#}
  {%- set alters_last = adapter.use_ducklake_table_workarounds(target_relation) -%}
  {%- set grant_config = config.get('grants') -%}
  {%- for leftover in leftovers -%}
    {%- do drop_relation_if_exists(leftover) -%}
  {%- endfor -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- set partitioned_by = duckdb__get_partitioned_by(target_relation, false) -%}
  {%- set sorted_by = duckdb__get_sorted_by(target_relation, false) -%}
  {%- set dropped_dependents = [] -%}
  {%- if in_place and existing_relation is not none -%}
    {%- set dropped_dependents = drop_relation_for_rebuild(existing_relation) -%}
  {%- endif -%}
  {%- set build_relation = target_relation if in_place else intermediate_relation -%}
  {%- call statement('main', language=language) -%}
    {{- create_table_as(False, build_relation, compiled_code, language, partitioned_by=partitioned_by, sorted_by=sorted_by) }}
  {%- endcall -%}
  {%- set moves_old = existing_relation is not none and not in_place -%}
  {%- if moves_old -%}
    {%- do drop_indexes_on_relation(existing_relation) -%}
    {%- if existing_relation.is_table and may_be_foreign_key_target(existing_relation) -%}
      {%- set dropped_dependents = drop_foreign_key_dependents(existing_relation) -%}
    {%- endif -%}
    {%- do adapter.rename_relation(existing_relation, backup_relation) -%}
  {%- endif -%}
  {%- if not in_place -%}
    {%- do adapter.rename_relation(intermediate_relation, target_relation) -%}
  {%- endif -%}
  {%- do restore_foreign_key_dependents(dropped_dependents) -%}

  {%- do create_indexes(target_relation) -%}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- set revoke = should_revoke(existing_relation, full_refresh_mode=True) -%}
  {%- do apply_grants(target_relation, grant_config, should_revoke=revoke) -%}
  {%- if not alters_last -%}
    {%- do persist_docs(target_relation, model) -%}
  {%- endif -%}
  {%- do adapter.commit() -%}

  {%- if alters_last -%}
    {%- if partitioned_by -%}
      {%- call statement('reassert_partitioned_by', auto_begin=False) -%}
        {{ duckdb__alter_table_set_partitioned_by(target_relation, partitioned_by) }}
      {%- endcall -%}
    {%- endif -%}
    {%- if sorted_by -%}
      {%- call statement('reassert_sorted_by', auto_begin=False) -%}
        {{ duckdb__alter_table_set_sorted_by(target_relation, sorted_by) }}
      {%- endcall -%}
    {%- endif -%}
    {%- do persist_docs(target_relation, model) -%}
  {%- endif -%}
  {%- if moves_old -%}
    {%- do drop_relation_if_exists(backup_relation) -%}
  {%- endif -%}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
