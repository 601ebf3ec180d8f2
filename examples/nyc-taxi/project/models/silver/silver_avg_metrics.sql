select
    year,
    month,
    type,
    count(*) as number_of_trips,
    avg(date_diff('minute', pickup_datetime, dropoff_datetime)) as avg_duration,
    avg(passenger_count) as avg_passenger_count,
    avg(trip_distance) as avg_trip_distance,
    avg(total_amount) as avg_total_amount
from {{ source('trips', 'trip_records') }}
where year = 2016 and dropoff_datetime is not null
group by year, month, type
