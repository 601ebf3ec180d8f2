{% materialization incremental, adapter="duckdb", supported_languages=['sql', 'python'] -%}
  {%- set language = model['language'] -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
  {%- set backup_relation = make_backup_relation(target_relation, 'table' if existing_relation is none else existing_relation.type) -%}

  {%- set grant_config = config.get('grants') -%}
  {%- set on_schema_change = incremental_validate_on_schema_change(config.get('on_schema_change'), default='ignore') -%}
  {%- set full_refresh_mode = should_full_refresh() or existing_relation.is_view -%}
  {%- set builds_anew = existing_relation is none or full_refresh_mode -%}
  {%- set partitioned_by = duckdb__get_partitioned_by(target_relation, false) if builds_anew else none -%}
  {%- set sorted_by = duckdb__get_sorted_by(target_relation, false) if builds_anew else none -%}
  {%- set begins_itself = (partitioned_by or sorted_by) and adapter.is_ducklake(target_relation) -%}

  {%- set leftovers = [load_cached_relation(intermediate_relation), load_cached_relation(backup_relation)] -%}
  {%- for leftover in leftovers -%}
    {%- do drop_relation_if_exists(leftover) -%}
  {%- endfor -%}
  {%- set to_drop = [] -%}
  {%- set temporary = none -%}
  {%- if not builds_anew or adapter.is_motherduck() -%}
    {%- set temporary = duckdb__dispatch_temporary_relation(target_relation, adapter.batch_id_for_model(model)) -%}
    {%- if not temporary.temporary -%}
      {%- do to_drop.append(temporary.relation) -%}
    {%- endif -%}
  {%- endif -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- set dropped_dependents = [] -%}
  {%- set swap = false -%}
  {%- if builds_anew -%}
    {%- set in_place = existing_relation is none or has_foreign_key_constraints(existing_relation) -%}
    {%- set swap = not in_place -%}
    {%- if in_place and existing_relation is not none -%}
      {%- set dropped_dependents = drop_relation_for_rebuild(existing_relation) -%}
    {%- endif -%}
    {%- set build_relation = target_relation if in_place else intermediate_relation -%}
    {%- set build_sql = create_table_as(
          False, build_relation, compiled_code, language, partitioned_by=partitioned_by, sorted_by=sorted_by) -%}
  {%- else -%}
    {%- set temp_relation = temporary.relation -%}
    {%- set create_sql = create_table_as(
          temporary.temporary, temp_relation, compiled_code, language, partitioned_by=none, sorted_by=none) -%}
    {%- if language == 'python' -%}
      {#- A script runs from the materialization itself, from no macro of its own. -#}
      {%- call statement('pre', language=language) -%}
        {{- create_sql }}
      {%- endcall -%}
    {%- else -%}
      {%- do run_query(create_sql) -%}
    {%- endif -%}
    {%- set dest_columns = process_schema_changes(on_schema_change, temp_relation, existing_relation)
          or adapter.get_columns_in_relation(existing_relation) -%}
    {%- set strategy_sql = adapter.get_incremental_strategy_macro(context, config.get('incremental_strategy') or 'default') -%}
    {%- set build_sql = strategy_sql({
          'target_relation': target_relation,
          'temp_relation': temp_relation,
          'unique_key': config.get('unique_key'),
          'dest_columns': dest_columns,
          'incremental_predicates': config.get('predicates', none) or config.get('incremental_predicates', none)
        }) -%}
    {%- set language = 'sql' -%}
  {%- endif -%}
  {%- call statement('main', language=language, auto_begin=not begins_itself) -%}
    {{- build_sql }}
  {%- endcall -%}

  {%- if swap -%}
    {%- do drop_indexes_on_relation(target_relation) -%}
    {%- if may_be_foreign_key_target(target_relation) -%}
      {%- set dropped_dependents = drop_foreign_key_dependents(target_relation) -%}
    {%- endif -%}
    {%- do adapter.rename_relation(target_relation, backup_relation) -%}
    {%- do adapter.rename_relation(intermediate_relation, target_relation) -%}
    {%- do to_drop.append(backup_relation) -%}
  {%- endif -%}
  {%- do restore_foreign_key_dependents(dropped_dependents) -%}

  {%- set revoke = should_revoke(existing_relation, full_refresh_mode) -%}
  {%- do apply_grants(target_relation, grant_config, should_revoke=revoke) -%}
  {%- if builds_anew -%}
    {%- do create_indexes(target_relation) -%}
  {%- endif -%}
  {%- do persist_docs(target_relation, model) -%}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- do adapter.commit() -%}

  {%- for relation in to_drop -%}
    {%- do adapter.drop_relation(relation) -%}
  {%- endfor -%}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}
