import aggregates from './aggregates.json' with { type: 'json' };
import arrays from './arrays.json' with { type: 'json' };
import binaryAndOthers from './binary-and-others.json' with { type: 'json' };
import casts from './casts.json' with { type: 'json' };
import conditions from './conditions.json' with { type: 'json' };
import dates from './dates.json' with { type: 'json' };
import dbt from './dbt.json' with { type: 'json' };
import doubles from './doubles.json' with { type: 'json' };
import groupedAggregates from './grouped-aggregates.json' with { type: 'json' };
import json from './json.json' with { type: 'json' };
import mapsAndRows from './maps-and-rows.json' with { type: 'json' };
import nested from './nested.json' with { type: 'json' };
import numbers from './numbers.json' with { type: 'json' };
import statements from './statements.json' with { type: 'json' };
import texts from './texts.json' with { type: 'json' };
import timeZones from './time-zones.json' with { type: 'json' };
import windows from './windows.json' with { type: 'json' };

/** A statement and what a real Trino gave for it: columns as `name type` and rows, or the name of its error. */
export type DialectExpression = { readonly sql: string } & (
  { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] } | { readonly error: string }
);

/**
 * What Trino can say, by area: the embedded engine gives the same for each, or refuses it with the construct's name and place.
 * Recorded by tools/dialect/record.mjs; docs/dialect.md is generated from it.
 */
export const DIALECT_EXPRESSIONS: Readonly<Record<string, readonly DialectExpression[]>> = {
  statements: statements as readonly DialectExpression[],
  numbers: numbers as readonly DialectExpression[],
  casts: casts as readonly DialectExpression[],
  conditions: conditions as readonly DialectExpression[],
  texts: texts as readonly DialectExpression[],
  doubles: doubles as readonly DialectExpression[],
  dates: dates as readonly DialectExpression[],
  'times and zones': timeZones as readonly DialectExpression[],
  aggregates: [...aggregates, ...groupedAggregates] as readonly DialectExpression[],
  windows: windows as readonly DialectExpression[],
  'arrays, maps, rows, more of each': nested as readonly DialectExpression[],
  arrays: arrays as readonly DialectExpression[],
  "what dbt's macros and packages say": dbt as readonly DialectExpression[],
  'maps and rows': mapsAndRows as readonly DialectExpression[],
  json: json as readonly DialectExpression[],
  'binary and others': binaryAndOthers as readonly DialectExpression[],
};
