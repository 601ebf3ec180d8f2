import { addDays, toTimestamp } from './random.mjs';

const FIRST_NAMES = ['Ada', 'Bela', 'Chidi', 'Dora', 'Emil', 'Fatou', 'Goran', 'Hana', 'Ivo', 'Jin', 'Kira', 'Luc'];
const LAST_NAMES = ['Adler', 'Bauer', 'Costa', 'Diaz', 'Ek', 'Farkas', 'Gruber', 'Horak'];
const METHODS = ['credit_card', 'coupon', 'bank_transfer', 'gift_card'];
const STATUSES = ['placed', 'shipped', 'completed', 'return_pending', 'returned'];
const FIRST_DAY = '2024-01-01';

/**
 * What lands from the shop and from its payment provider. Some names are not known, some customers never order, some payments fail, and
 * some are made weeks after the order.
 * @param {{ random: import('./random.mjs').Random, scale: number, loadedAt: number }} options
 * @returns {Record<string, import('./csv.mjs').Row[]>}
 */
export function modernStack({ random, scale, loadedAt }) {
  const loaded_at = toTimestamp(loadedAt);
  const customers = Array.from({ length: 50 * scale }, (_, index) => ({
    id: index + 1,
    first_name: random.chance(0.04) ? null : random.pick(FIRST_NAMES),
    last_name: random.chance(0.04) ? null : random.pick(LAST_NAMES),
    loaded_at,
  }));
  const orders = Array.from({ length: 80 * scale }, (_, index) => ({
    id: index + 1,
    user_id: random.whole(1, Math.ceil(customers.length * 0.7)),
    order_date: addDays(FIRST_DAY, Math.floor(index / scale)),
    status: random.pick(STATUSES),
    loaded_at,
  }));
  const payments = orders
    .flatMap((order) => payFor(order, random))
    .map((payment, index) => ({ id: index + 1, ...payment, loaded_at }));
  return {
    'jaffle_shop/jaffle_shop_customers.csv': customers,
    'jaffle_shop/jaffle_shop_orders.csv': orders,
    'jaffle_shop/stripe_payments.csv': payments,
  };
}

/** @param {{ id: number, order_date: string }} order @param {import('./random.mjs').Random} random */
function payFor(order, random) {
  if (random.chance(0.05)) return [];
  const tries = random.chance(0.2) ? 2 : 1;
  return Array.from({ length: tries }, (_, index) => ({
    orderid: order.id,
    paymentmethod: random.pick(METHODS),
    status: index === 0 && (tries === 2 || random.chance(0.05)) ? 'fail' : 'success',
    amount: random.whole(1, 40) * 50,
    created: addDays(order.order_date, random.chance(0.1) ? random.whole(14, 40) : 0),
  }));
}
