-- An order is paid for or not; it never pays back.
select
    order_id,
    amount
from {{ ref('fct_orders') }}
where amount < 0
