select
    date as observed_on,
    country_region,
    iso3166_1,
    people_vaccinated,
    people_fully_vaccinated,
    total_vaccinations,
    last_update_date
from {{ source('snow', 'owid_vaccinations') }}
