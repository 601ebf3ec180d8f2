select
    id as payment_id,
    orderid as order_id,
    paymentmethod as payment_method,
    status,
    cast(amount as decimal(12, 2)) / 100 as amount,
    created as paid_on
from {{ source('landing', 'stripe_payments') }}
