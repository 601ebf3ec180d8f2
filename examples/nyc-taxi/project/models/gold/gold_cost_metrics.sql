select
    metrics.year,
    metrics.month,
    metrics.type,
    metrics.number_of_trips,
    metrics.avg_total_amount / metrics.avg_trip_distance as avg_cost_per_distance,
    metrics.avg_total_amount / metrics.avg_duration as avg_cost_per_minute
from {{ ref('silver_avg_metrics') }} as metrics
{{ only_new_trips() }}
