{#-
  For on-run-start: views on the files of external models that this run reads and does not build, for databases that are made anew with
  each run.
-#}
{%- macro register_upstream_external_models() -%}
  {%- if not execute -%}
    {{ return('') }}
  {%- endif -%}
  {%- set wanted = {} -%}
  {%- for selected in selected_resources if selected in graph['nodes'] -%}
    {%- for parent in graph['nodes'][selected]['depends_on']['nodes'] if parent not in selected_resources and parent in graph['nodes'] -%}
      {%- do wanted.update({parent: graph['nodes'][parent]}) -%}
    {%- endfor -%}
  {%- endfor -%}

  {%- set schemas = [] -%}
  {%- for node in wanted.values() if node.resource_type in ('model', 'seed') and node.config.materialized == 'external' -%}
    {%- set view = api.Relation.create(database=node['database'], schema=node['schema'], identifier=node['alias']) -%}
    {%- set location = node.config.get('location', external_location(view, node.config)) -%}
    {%- set read_location = adapter.external_read_location(location, render_write_options(node.config)) -%}
    {%- if view.schema not in schemas -%}
      {%- call statement('main', language='sql') -%}
        create schema if not exists {{ view.without_identifier() }}
      {%- endcall -%}
      {%- do schemas.append(view.schema) -%}
    {%- endif -%}
    {%- call statement('main', language='sql') -%}
      create or replace view {{ view }} as (
        select * from '{{ read_location }}'
      );
    {%- endcall -%}
  {%- endfor -%}
  {%- if schemas -%}
    {%- do adapter.commit() -%}
  {%- endif -%}
{%- endmacro -%}
