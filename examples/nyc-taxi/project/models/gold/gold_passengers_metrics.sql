select
    metrics.year,
    metrics.month,
    metrics.type,
    metrics.number_of_trips,
    metrics.avg_total_amount / metrics.avg_passenger_count as avg_cost_per_passenger,
    metrics.avg_duration / metrics.avg_passenger_count as avg_duration_per_passenger,
    metrics.avg_trip_distance / metrics.avg_passenger_count as avg_trip_distance_per_passenger
from {{ ref('silver_avg_metrics') }} as metrics
{{ only_new_trips() }}
