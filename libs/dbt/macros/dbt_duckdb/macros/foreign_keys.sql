{#-
  DuckDB neither renames nor drops a table that a foreign key points at, and drops no foreign key. Before such a table is replaced, the tables
  that point at it are put aside as plain copies and dropped, deepest first; after it they come back without their constraints, until this run
  builds them anew. That is done only to tables that the run does build from nothing, so that no data is lost.
-#}

{#- Returns what was put aside, as pairs of relation and backup. -#}
{% macro drop_foreign_key_dependents(relation) -%}
  {%- set references = _duckdb_foreign_key_references(relation) -%}
  {%- if not references -%}
    {{ return([]) }}
  {%- endif -%}
  {%- do _duckdb_assert_rebuilt(relation, references) -%}

  {%- set dropped = [] -%}
  {%- for table in references -%}
    {%- set dependent = api.Relation.create(database=relation.database, schema=relation.schema, identifier=table, type='table') -%}
    {%- set backup = dependent.incorporate(path={'identifier': table ~ '__dbt_fk_backup'}, type='table') -%}
    {%- do adapter.drop_relation(backup) -%}
    {%- call statement('backup_foreign_key_dependent_' ~ loop.index) -%}
      create table {{ backup }} as select * from {{ dependent }}
    {%- endcall -%}
    {%- do log('Dropping ' ~ dependent ~ ' because it references ' ~ relation
          ~ ' through a foreign key; it is rebuilt later in this run', info=True) -%}
    {%- do adapter.drop_relation(dependent) -%}
    {%- do dropped.append({'relation': dependent, 'backup': backup}) -%}
  {%- endfor -%}
  {{ return(dropped) }}
{%- endmacro %}

{% macro restore_foreign_key_dependents(dropped) -%}
  {%- for pair in dropped | reverse -%}
    {%- do log('Restoring data for ' ~ pair['relation'] ~ '; its constraints are rebuilt later in this run', info=True) -%}
    {%- do adapter.rename_relation(pair['backup'], pair['relation']) -%}
  {%- endfor -%}
{%- endmacro %}


{#- The tables that point at a relation, straight or through others, deepest first: name -> the tables it points at. Keys stay in a schema. -#}
{% macro _duckdb_foreign_key_references(relation) -%}
  {%- call statement('get_foreign_key_dependents', fetch_result=True) -%}
    with recursive keys as (
      select table_name, referenced_table
      from duckdb_constraints()
      where constraint_type = 'FOREIGN KEY'
        and lower(database_name) = lower('{{ adapter.escape_sql_string(relation.database) }}')
        and lower(schema_name) = lower('{{ adapter.escape_sql_string(relation.schema) }}')
        and lower(table_name) <> lower(referenced_table)
    ), reached(table_name, distance) as (
      select table_name, 1 from keys where lower(referenced_table) = lower('{{ adapter.escape_sql_string(relation.identifier) }}')
      union
      select keys.table_name, reached.distance + 1
      from keys join reached on lower(keys.referenced_table) = lower(reached.table_name)
    ), farthest as (
      select table_name, max(distance) as distance from reached group by table_name
    )
    select farthest.table_name, keys.referenced_table
    from farthest join keys on keys.table_name = farthest.table_name
    order by farthest.distance desc, farthest.table_name, keys.referenced_table
  {%- endcall -%}
  {%- set references = {} -%}
  {%- for row in load_result('get_foreign_key_dependents').table -%}
    {%- do references.update({row[0]: references.get(row[0], []) + [row[1] | lower]}) -%}
  {%- endfor -%}
  {{ return(references) }}
{%- endmacro %}

{#- Stops the run unless each of these tables is built from nothing, after this relation, by a model of this run. -#}
{% macro _duckdb_assert_rebuilt(relation, references) -%}
  {%- set builders = {} -%}
  {%- set chain = {relation.identifier | lower: model.unique_id} -%}
  {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.schema | lower == relation.schema | lower
        and (node.database or '') | lower == (relation.database or '') | lower -%}
    {%- for table in references if table | lower == (node.alias or node.name) | lower -%}
      {%- do builders.update({table: node}) -%}
      {%- do chain.update({table | lower: node.unique_id}) -%}
    {%- endfor -%}
  {%- endfor -%}

  {%- set problems = [] -%}
  {%- for table, referenced in references.items() -%}
    {%- set parents = [] -%}
    {%- for name in referenced if name in chain -%}
      {%- do parents.append(chain[name]) -%}
    {%- endfor -%}
    {%- set problem = _duckdb_rebuild_problem(builders.get(table), parents) -%}
    {%- if problem -%}
      {%- do problems.append(table ~ ' (' ~ problem ~ ')') -%}
    {%- endif -%}
  {%- endfor -%}
  {%- if problems -%}
    {%- do exceptions.raise_compiler_error('Cannot replace ' ~ relation
          ~ ' because DuckDB does not allow replacing a table that a foreign key references, and dbt-duckdb can only drop referencing tables'
          ~ ' that this run will rebuild. Problem tables: ' ~ problems | join('; ')) -%}
  {%- endif -%}
{%- endmacro %}

{#- Why a node does not build its table anew after those; none where it does. -#}
{% macro _duckdb_rebuild_problem(node, parents) -%}
  {%- if node is none -%}
    {{ return('not built by a dbt model in this project') }}
  {%- elif node.unique_id not in selected_resources -%}
    {{ return('model ' ~ node.name ~ ' is not selected in this run') }}
  {%- elif not (parents | select('in', node.depends_on.nodes) | list) -%}
    {{ return('model ' ~ node.name ~ ' does not ref() the table its foreign key points at, so dbt may not rebuild it afterwards; '
         ~ 'use `to: ref(...)` in the constraint') }}
  {%- endif -%}
  {%- set refreshed = flags.FULL_REFRESH if node.config.full_refresh is none else node.config.full_refresh -%}
  {%- if node.config.materialized != 'table' and not (node.config.materialized == 'incremental' and refreshed) -%}
    {{ return('model ' ~ node.name ~ ' is materialized as ' ~ node.config.materialized
         ~ ' and would lose its data; run with --full-refresh') }}
  {%- endif -%}
  {{ return(none) }}
{%- endmacro %}


{#- The types of constraint that the model's contract has. -#}
{% macro enforced_constraint_types() -%}
  {%- set contract = config.get('contract') -%}
  {%- set constraints = [] -%}
  {%- if contract and contract.enforced -%}
    {%- do constraints.extend(model.get('constraints', [])) -%}
    {%- for column in model.get('columns', {}).values() -%}
      {%- do constraints.extend(column.get('constraints', [])) -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(constraints | map(attribute='type') | list) }}
{%- endmacro %}

{#- Those of the table that is there. -#}
{% macro existing_constraint_types(relation) -%}
  {{ return(adapter.existing_key_constraint_types(relation) if relation is not none and relation.is_table else []) }}
{%- endmacro %}

{#- Such a table is created under its last name: a key remembers the name that its table was created with (duckdb/duckdb#24648). -#}
{% macro has_foreign_key_constraints(relation=none) -%}
  {{ return(adapter.catalog_supports_foreign_keys(this.database)
       and ('foreign_key' in enforced_constraint_types() or 'foreign_key' in existing_constraint_types(relation))) }}
{%- endmacro %}

{#- Only a primary or a unique key can be pointed at; that of the old table counts, as it may be pointed at still. -#}
{% macro may_be_foreign_key_target(relation=none) -%}
  {%- if not adapter.catalog_supports_foreign_keys(this.database) -%}
    {{ return(false) }}
  {%- endif -%}
  {%- set types = enforced_constraint_types() + existing_constraint_types(relation) -%}
  {{ return('primary_key' in types or 'unique' in types) }}
{%- endmacro %}

{#- Drops a table that is built again under its name, with what points at it, in one transaction with that, so that a failure undoes both. -#}
{% macro drop_relation_for_rebuild(relation) -%}
  {%- do adapter.ensure_transaction() -%}
  {%- set dropped = drop_foreign_key_dependents(relation) if relation.is_table and may_be_foreign_key_target(relation) else [] -%}
  {%- do adapter.drop_relation(relation) -%}
  {{ return(dropped) }}
{%- endmacro %}
