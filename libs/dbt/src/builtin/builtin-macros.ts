/**
 * The macros of package `dbt` that a project may call or override, in our own words under dbt's names. A generic test
 * selects the rows that break it, so that any row is a failure.
 */
export const BUILTIN_FILES: Readonly<Record<string, string>> = {
  'macros/get_custom_name/get_custom_schema.sql': `{% macro generate_schema_name(custom_schema_name=none, node=none) -%}
    {%- if custom_schema_name is none -%}
        {{ target.schema }}
    {%- else -%}
        {{ target.schema }}_{{ custom_schema_name | trim }}
    {%- endif -%}
{%- endmacro %}
`,
  'macros/get_custom_name/get_custom_database.sql': `{% macro generate_database_name(custom_database_name=none, node=none) -%}
    {{ target.database if custom_database_name is none else custom_database_name | trim }}
{%- endmacro %}
`,
  'macros/get_custom_name/get_custom_alias.sql': `{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {{ node.name if custom_alias_name is none else custom_alias_name | trim }}
{%- endmacro %}
`,
  'macros/materializations/tests/where_subquery.sql': `{% macro get_where_subquery(relation) -%}
    {%- set condition = config.get('where') -%}
    {%- if condition -%}
        (select * from {{ relation }} where {{ condition }}) as filtered_rows
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro %}
`,
  'tests/generic/builtin.sql': `{% test unique(model, column_name) %}
select {{ column_name }} as repeated_value, count(*) as occurrences
from {{ model }}
where {{ column_name }} is not null
group by {{ column_name }}
having count(*) > 1
{% endtest %}

{% test not_null(model, column_name) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} is null
{% endtest %}

{% test accepted_values(model, column_name, values, quote=true) %}
{%- set accepted = [] %}
{%- for value in values %}
    {%- do accepted.append("'" ~ (value | string | replace("'", "''")) ~ "'" if quote else value | string) %}
{%- endfor %}
select {{ column_name }} as unexpected_value, count(*) as occurrences
from {{ model }}
where {{ column_name }} not in ({{ accepted | join(', ') }})
group by {{ column_name }}
{% endtest %}

{% test relationships(model, column_name, to, field) %}
select child_rows.child_value
from (select {{ column_name }} as child_value from {{ model }} where {{ column_name }} is not null) as child_rows
left join (select {{ field }} as parent_value from {{ to }}) as parent_rows on child_rows.child_value = parent_rows.parent_value
where parent_rows.parent_value is null
{% endtest %}
`,
};
