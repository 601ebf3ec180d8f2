{% materialization view, adapter='trino' -%}
  {%- set built = create_or_replace_view() -%}
  {%- do persist_docs(this.incorporate(type='view'), model) -%}
  {%- do return(built) -%}
{%- endmaterialization %}
