{{ config(properties={"format_version": "2", "partitioning": "ARRAY['year', 'month', 'type']"}) }}

with metrics as (
    select
        year,
        month,
        type,
        cast(avg_total_amount / avg_passenger_count as decimal(18, 6)) as avg_cost_per_passenger,
        cast(avg_duration / avg_passenger_count as decimal(18, 6)) as avg_duration_per_passenger,
        cast(avg_trip_distance / avg_passenger_count as decimal(18, 6)) as avg_trip_distance_per_passenger
    from {{ ref('silver_avg_metrics') }}
)

select metrics.*
from metrics
{{ only_changes(['avg_cost_per_passenger', 'avg_duration_per_passenger', 'avg_trip_distance_per_passenger']) }}
