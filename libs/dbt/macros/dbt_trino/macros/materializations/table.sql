{% materialization table, adapter='trino' %}
  {%- set on_table_exists = trino__valid_on_table_exists(['rename', 'drop', 'replace', 'skip']) -%}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- if on_table_exists == 'rename' -%}
    {%- set intermediate_relation = make_intermediate_relation(target_relation) -%}
    {%- set backup_relation = trino__backup_of(target_relation, existing_relation) -%}
    {%- do trino__drop_leftovers([intermediate_relation, backup_relation]) -%}
  {%- endif -%}

  {{ run_hooks(pre_hooks) }}

  {%- do on_table_exists_logic(on_table_exists, existing_relation, intermediate_relation, backup_relation, target_relation) -%}
  {%- do persist_docs(target_relation, model) -%}
  {%- set revoke = should_revoke(existing_relation, full_refresh_mode=True) -%}
  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=revoke) -%}
  {%- do trino__maintain_table(target_relation) -%}

  {{ run_hooks(post_hooks) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{#- `rename` is the default, and what a word that is not known falls back to. -#}
{% macro trino__valid_on_table_exists(choices) %}
  {%- set wanted = config.get('on_table_exists', 'rename') -%}
  {%- if wanted not in choices -%}
    {%- do log('Invalid value for on_table_exists (%s) specified. Setting default value (%s).' % (wanted, 'rename')) -%}
  {%- endif -%}
  {{ return(wanted if wanted in choices else 'rename') }}
{% endmacro %}


{% macro trino__backup_of(target_relation, existing_relation) %}
  {{ return(make_backup_relation(target_relation, existing_relation.type if existing_relation is not none else 'table')) }}
{% endmacro %}


{#- What an interrupted run has left under the names that this one is about to use. -#}
{% macro trino__drop_leftovers(relations) %}
  {%- for relation in relations -%}
    {%- do drop_relation_if_exists(load_cached_relation(relation)) -%}
  {%- endfor -%}
{% endmacro %}


{#-
  Builds the table over whatever has its name. Only `replace` leaves no moment without the table; `rename` leaves the short one between two
  renames, `drop` the whole time of the build; `skip` keeps what is there. `replace` takes the place of tables only: a view goes first.
  The mode travels to trino__create_table_as in the place of the language.
-#}
{% macro on_table_exists_logic(on_table_exists, existing_relation, intermediate_relation, backup_relation, target_relation) -%}
  {%- set on_exists = on_table_exists if on_table_exists in ['replace', 'skip'] else 'sql' -%}
  {%- set beside = on_table_exists == 'rename' and existing_relation is not none -%}
  {%- set in_the_way = on_table_exists == 'drop' or (on_table_exists == 'replace' and not existing_relation.is_table) -%}
  {%- if existing_relation is not none and in_the_way -%}
    {%- do adapter.drop_relation(existing_relation) -%}
  {%- endif -%}

  {%- call statement('main') -%}
    {{ create_table_as(False, intermediate_relation if beside else target_relation, sql, on_exists) }}
  {%- endcall -%}

  {%- if beside -%}
    {%- do adapter.rename_relation(existing_relation, backup_relation) -%}
    {%- do adapter.rename_relation(intermediate_relation, target_relation) -%}
    {%- do drop_relation_if_exists(backup_relation) -%}
  {%- endif -%}
{% endmacro %}
