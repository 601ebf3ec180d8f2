{#- The Python that stands after a model's own: its dbt.ref, dbt.source, dbt.config and dbt.this. -#}

{% macro resolve_model_name(input_model_name) %}
  {{ return(adapter.dispatch('resolve_model_name', 'dbt')(input_model_name)) }}
{% endmacro %}

{%- macro default__resolve_model_name(input_model_name) -%}
  {{ input_model_name | string }}
{%- endmacro -%}


{#- An overridden `ref` may return a text; a relation is rendered without the limits of an empty or sampled run. -#}
{% macro build_ref_function(model) %}
  {%- set names = {} -%}
  {%- for wanted in model.refs -%}
    {%- set path = [wanted['package'], wanted['name']] if wanted.get('package') else [wanted['name']] -%}
    {%- set relation = ref(*path, v=wanted.get('version')) -%}
    {%- if relation.render is defined and relation.render is callable -%}
      {%- set relation = relation.render() -%}
    {%- endif -%}
    {%- set key = path + ['v' ~ wanted['version']] if wanted.get('version') else path -%}
    {%- do names.update({key | join('.'): resolve_model_name(relation)}) -%}
  {%- endfor %}

def ref(*args, **kwargs):
    relation_of = {{ names | tojson }}
    name = '.'.join(args)
    wanted_version = kwargs.get('v') or kwargs.get('version')
    if wanted_version:
        name = f'{name}.v{wanted_version}'
    return kwargs.get('dbt_load_df_function')(relation_of[name])
{% endmacro %}


{% macro build_source_function(model) %}
  {%- set names = {} -%}
  {%- for path in model.sources -%}
    {%- do names.update({path | join('.'): resolve_model_name(source(*path))}) -%}
  {%- endfor %}

def source(*args, dbt_load_df_function):
    relation_of = {{ names | tojson }}
    return dbt_load_df_function(relation_of['.'.join(args)])
{% endmacro %}


{#- Only the settings that the model asks for. -#}
{% macro build_config_dict(model) %}
  {%- set settings = {} -%}
  {%- for key, default in zip(model.config.config_keys_used, model.config.config_keys_defaults) | list -%}
    {%- do settings.update({key: model.config.get(key, default)}) -%}
  {%- endfor -%}
  {%- set meta = {} -%}
  {%- if model.config.meta_keys_used -%}
    {%- for key, default in zip(model.config.meta_keys_used, model.config.meta_keys_defaults) | list -%}
      {%- do meta.update({key: (model.config.meta or {}).get(key, default)}) -%}
    {%- endfor -%}
  {%- endif %}
config_dict = {{ settings }}
meta_dict = {{ meta }}
{% endmacro %}


{% macro py_script_postfix(model) %}
# Below is what dbt adds to the model, so that it can ask for other relations and for its settings.
# COMMAND ----------
{{ build_ref_function(model) }}
{{ build_source_function(model) }}
{{ build_config_dict(model) }}

class config:
    def __init__(self, *args, **kwargs):
        pass

    @staticmethod
    def get(key, default=None):
        return config_dict.get(key, default)

    @staticmethod
    def meta_get(key, default=None):
        return meta_dict.get(key, default)


class this:
    """The model's own relation."""

    database = "{{ this.database }}"
    schema = "{{ this.schema }}"
    identifier = "{{ this.identifier }}"

    def __repr__(self):
        return '{{ resolve_model_name(this) }}'


class dbtObj:
    def __init__(self, load_df_function) -> None:
        self.config = config
        self.this = this()
        self.is_incremental = {{ is_incremental() }}
        self.source = lambda *args: source(*args, dbt_load_df_function=load_df_function)
        self.ref = lambda *args, **kwargs: ref(*args, **kwargs, dbt_load_df_function=load_df_function)

# COMMAND ----------
{{ py_script_comment() }}
{% endmacro %}

{#- For adapters that say how the script is run. -#}
{% macro py_script_comment() %}
{% endmacro %}
