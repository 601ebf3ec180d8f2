select
    nations.nation_key,
    {{ lake_utils.country_name('nations.nation') }} as nation,
    regions.region_key,
    regions.region
from {{ ref('stg_tpch_nations') }} as nations
inner join {{ ref('stg_tpch_regions') }} as regions on nations.region_key = regions.region_key
