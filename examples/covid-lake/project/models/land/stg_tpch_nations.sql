select
    nationkey as nation_key,
    name as nation,
    regionkey as region_key
from {{ source('tpch', 'nation') }}
