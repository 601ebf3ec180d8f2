select
    regionkey as region_key,
    name as region
from {{ source('tpch', 'region') }}
