// The example's project with one model that takes its time, for tests that end a run midway. It is sent with the run that it is for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './weft-process.mjs';

const FOLDER = join(ROOT, 'examples/jaffle-mesh/insights');
export const SLOW_RELATION = 'insights.default.slow';

/** Counts the ways to choose orders: 10^8 rows for each order of the last table, and no engine can skip one. */
const slowModel = (/** @type {number} */ orders) => `{{ config(materialized='table') }}
select count(*) as ways
from {{ ref('stg_orders') }} as a
cross join {{ ref('stg_orders') }} as b
cross join {{ ref('stg_orders') }} as c
cross join {{ ref('stg_orders') }} as d
cross join {{ ref('stg_orders') }} as e
where a.order_id + b.order_id + c.order_id + d.order_id < 200 and d.order_id + e.order_id <> a.order_id and e.order_id <= ${orders}`;

/** @param {number} orders how slow it is: some tenths of a second for each on DuckDB, some seconds on Trino @returns {{ path: string, content: string }[]} */
export function slowProjectFiles(orders) {
  const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(sql|yml|md)$/.test(path));
  const files = paths
    .filter((path) => !path.startsWith('target'))
    .map((path) => ({ path, content: readFileSync(join(FOLDER, path), 'utf8') }));
  return [...files, { path: 'models/slow.sql', content: slowModel(orders) }];
}
