select
    fips,
    admin2,
    province_state,
    country_region,
    last_update,
    latitude,
    longitude,
    confirmed,
    combined_key
from {{ source('aws', 'enigma_jhu') }}
