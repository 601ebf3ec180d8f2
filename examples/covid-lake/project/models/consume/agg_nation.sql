with cases as (
    select
        country_region,
        sum(confirmed) as total_confirmed_cases
    from {{ ref('int_aws_cases') }}
    group by country_region
)

select
    locations.nation_key,
    locations.nation,
    locations.region,
    cases.total_confirmed_cases,
    people.total_population as total_region_population,
    people.people_vaccinated as vaccinated_population
from {{ ref('int_tpch_location') }} as locations
left join cases on locations.nation = cases.country_region
left join {{ ref('int_snow_population') }} as people on locations.nation = people.country_region
