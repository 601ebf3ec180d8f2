with ordered as (
    select
        customer_id,
        min(order_date) as first_order_date,
        max(order_date) as most_recent_order_date,
        count(order_id) as number_of_orders,
        sum(amount) as lifetime_value
    from {{ ref('fct_orders') }}
    group by customer_id
)

select
    customers.customer_id,
    ordered.first_order_date,
    ordered.most_recent_order_date,
    coalesce(ordered.number_of_orders, 0) as number_of_orders,
    ordered.lifetime_value
from {{ ref('stg_customers') }} as customers
left join ordered on customers.customer_id = ordered.customer_id
