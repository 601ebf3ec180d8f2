with ranked as (
    select
        fips,
        country_region,
        last_update,
        confirmed,
        row_number() over (partition by fips order by last_update desc) as newest
    from {{ ref('stg_enigma_jhu') }}
    where fips is not null
)

select
    fips,
    {{ lake_utils.country_name('country_region') }} as country_region,
    last_update,
    confirmed
from ranked
where newest = 1
