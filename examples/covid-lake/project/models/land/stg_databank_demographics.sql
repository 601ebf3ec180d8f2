select
    iso3166_1,
    iso3166_2,
    fips,
    state,
    county,
    total_population,
    total_male_population,
    total_female_population,
    country_region
from {{ source('snow', 'databank_demographics') }}
