{#- Grants: Trino takes one grantee and one statement at a time. -#}

{% macro trino__get_show_grant_sql(relation) -%}
    select
        grantee,
        lower(privilege_type) as privilege_type
    from information_schema.table_privileges
    where table_catalog = '{{ relation.database }}'
    and table_schema = '{{ relation.schema }}'
    and table_name = '{{ relation.identifier }}'
{%- endmacro %}


{#- A table that is made anew has none of the old one's grants. -#}
{% macro trino__copy_grants() %}
  {{ return(False) }}
{% endmacro %}


{%- macro trino__support_multiple_grantees_per_dcl_statement() -%}
  {{ return(False) }}
{%- endmacro -%}


{%- macro trino__get_grant_sql(relation, privilege, grantees) -%}
    grant {{ privilege }} on {{ relation }} to {{ adapter.quote(grantees[0]) }}
{%- endmacro %}


{% macro trino__call_dcl_statements(dcl_statement_list) %}
  {%- for dcl in dcl_statement_list -%}
    {%- call statement('grant_or_revoke') -%}
      {{ dcl }}
    {%- endcall -%}
  {%- endfor -%}
{% endmacro %}
