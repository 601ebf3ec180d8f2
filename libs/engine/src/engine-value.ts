/**
 * One value as both engines return it, ready for JSON: BIGINT and DECIMAL are strings, DATE, TIME and TIMESTAMP ISO 8601
 * strings, VARBINARY base64, ARRAY a list, MAP and ROW objects, NULL null, BOOLEAN boolean, the other numbers numbers
 * (REAL and DOUBLE that JSON cannot hold are the strings 'NaN', 'Infinity' and '-Infinity').
 */
export type EngineValue = null | boolean | number | string | readonly EngineValue[] | { readonly [key: string]: EngineValue };

export type EngineRow = readonly EngineValue[];
