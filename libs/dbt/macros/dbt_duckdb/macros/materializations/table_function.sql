{#-
  A view with parameters: a DuckDB table macro. It is bound when it is called, so that columns which come to its tables later are in it
  without a new run. `parameters` is a list of names, or one text with commas.
-#}
{% materialization table_function, adapter='duckdb' %}
  {%- set target_relation = api.Relation.create(database=database, schema=schema, identifier=model['alias'], type='view') -%}
  {%- set said = config.get('parameters') or '' -%}
  {%- set parameters = said if said is string or said is number else said | join(', ') -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}
  {%- call statement('main') -%}
    create or replace function {{ target_relation.render() }}({{ parameters }}) as table (
      {{ sql }}
    );
  {%- endcall -%}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- do persist_docs(target_relation, model) -%}
  {%- do adapter.commit() -%}
  {{ run_hooks(post_hooks, inside_transaction=False) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
