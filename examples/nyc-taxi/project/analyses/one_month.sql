-- Both gold tables side by side, for one type, year and month: weft show --select one_month --vars 'month: 3'
select
    costs.year,
    costs.month,
    costs.type,
    costs.avg_cost_per_distance,
    costs.avg_cost_per_minute,
    passengers.avg_cost_per_passenger,
    passengers.avg_duration_per_passenger,
    passengers.avg_trip_distance_per_passenger
from {{ ref('gold_cost_metrics') }} as costs
left join {{ ref('gold_passengers_metrics') }} as passengers
    on costs.year = passengers.year and costs.month = passengers.month and costs.type = passengers.type
where costs.type = '{{ var("type") }}' and costs.year = {{ var("year") }} and costs.month = {{ var("month") }}
