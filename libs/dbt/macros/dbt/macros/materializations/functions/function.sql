{#-
  A function of the engine. The relation knows by the function's configuration which macro writes it; the name is not known before the run,
  so that `dispatch` is called through a variable: what is called directly is looked up at parse time.
-#}
{% materialization function, default, supported_languages=['sql', 'python', 'javascript'] %}
  {%- set existing_relation = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type=this.Function) -%}
  {{ run_hooks(pre_hooks) }}

  {%- set macro_name = this.get_function_macro_name(this.get_function_config(model)) -%}
  {%- set find_macro = adapter.dispatch -%}
  {%- set build_sql = find_macro(macro_name, 'dbt')(target_relation) -%}
  {{ function_execute_build_sql(build_sql, existing_relation, target_relation) }}

  {{ run_hooks(post_hooks) }}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
