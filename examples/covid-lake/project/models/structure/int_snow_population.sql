{#- Days that were not reported say nothing: the most people that were ever counted are vaccinated. -#}
with vaccinated as (
    select
        iso3166_1,
        max(people_vaccinated) as people_vaccinated,
        max(total_vaccinations) as total_vaccinations
    from {{ ref('stg_owid_vaccinations') }}
    group by iso3166_1
),

people as (
    select
        iso3166_1,
        max({{ lake_utils.country_name('country_region') }}) as country_region,
        sum(total_population) as total_population
    from {{ ref('stg_databank_demographics') }}
    group by iso3166_1
)

select
    people.country_region,
    people.iso3166_1,
    people.total_population,
    vaccinated.people_vaccinated,
    {{ lake_utils.cast_money('vaccinated.total_vaccinations * ' ~ lake_utils.cast_money(var('price_of_dose'))) }} as cost_of_doses
from people
left join vaccinated on people.iso3166_1 = vaccinated.iso3166_1
