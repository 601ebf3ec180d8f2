import { toTimestamp } from './random.mjs';

const TYPES = ['green', 'yellow'];
const MONTHS = [1, 2, 3];
const MINUTE = 60_000;
/** The month whose records come after the first run. */
const LATE = 2;

/**
 * Trips by month and type, and those of a month that comes late. Some trips never ended, some say nothing of their passengers, and some
 * are of another year.
 * @param {{ random: import('./random.mjs').Random, scale: number }} options
 * @returns {Record<string, import('./csv.mjs').Row[]>}
 */
export function nycTaxi({ random, scale }) {
  const trips = MONTHS.flatMap((month) => TYPES.flatMap((type) => makeTrips(2016, month, type, 20 * scale, random)));
  const earlier = makeTrips(2015, 12, 'yellow', 6 * scale, random);
  return {
    'trips.csv': [...earlier, ...trips.filter(({ month }) => month !== LATE)],
    'trips_late.csv': trips.filter(({ month }) => month === LATE),
  };
}

/** @param {number} year @param {number} month @param {string} type @param {number} count @param {import('./random.mjs').Random} random */
function makeTrips(year, month, type, count, random) {
  return Array.from({ length: count }, () => {
    const pickup = Date.UTC(year, month - 1, random.whole(1, 28), random.whole(0, 23), random.whole(0, 59), random.whole(0, 59));
    const minutes = random.whole(3, 55);
    const distance = random.whole(4, 120) / 10;
    return {
      pickup_datetime: toTimestamp(pickup),
      dropoff_datetime: random.chance(0.08) ? null : toTimestamp(pickup + minutes * MINUTE),
      passenger_count: random.chance(0.05) ? null : random.whole(1, 5),
      trip_distance: distance,
      total_amount: (3 + minutes * 0.5 + distance * 2).toFixed(2),
      year,
      month,
      type,
    };
  });
}
