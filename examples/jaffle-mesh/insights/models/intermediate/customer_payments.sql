with orders as (
    select order_id, customer_id from {{ ref('stg_orders') }}
),

payments as (
    select order_id, amount from {{ ref('stg_payments') }}
)

select
    orders.customer_id,
    sum(payments.amount) as total_amount
from payments
left join orders on payments.order_id = orders.order_id
group by orders.customer_id
