select
    region,
    sum(total_confirmed_cases) as total_confirmed_cases,
    sum(total_region_population) as total_region_population,
    sum(vaccinated_population) as vaccinated_population
from {{ ref('agg_nation') }}
group by region
