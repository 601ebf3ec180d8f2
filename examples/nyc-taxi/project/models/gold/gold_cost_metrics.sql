{{ config(properties={"format_version": "2", "partitioning": "ARRAY['year', 'month', 'type']"}) }}

with metrics as (
    select
        year,
        month,
        type,
        cast(avg_total_amount / avg_trip_distance as decimal(18, 6)) as avg_cost_per_distance,
        cast(avg_total_amount / avg_duration as decimal(18, 6)) as avg_cost_per_minute
    from {{ ref('silver_avg_metrics') }}
)

select metrics.*
from metrics
{{ only_changes(['avg_cost_per_distance', 'avg_cost_per_minute']) }}
