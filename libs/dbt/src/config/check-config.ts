import { nearestHint } from '../nearest-hint.js';
import { type FieldTable, FIELDS_NOT_YET } from './config-fields.js';

export type ConfigValues = Readonly<Record<string, unknown>>;

export interface ConfigFault {
  readonly code: string;
  readonly message: string;
  readonly field: string;
  readonly hint?: string | undefined;
}

export interface CheckedConfig {
  readonly values: ConfigValues;
  readonly faults: readonly ConfigFault[];
}

/** Configuration as written -> what of it is understood, and a fault for each field that is not. */
export function checkConfig(fields: FieldTable, written: ConfigValues): CheckedConfig {
  const values: Record<string, unknown> = {};
  const faults: ConfigFault[] = [];
  for (const [field, value] of Object.entries(written)) {
    const schema = Object.hasOwn(fields, field) ? fields[field] : undefined;
    const parsed = schema?.safeParse(value);
    if (parsed?.success) values[field] = parsed.data;
    else faults.push(parsed ? invalid(field, parsed.error.issues[0]?.message) : unknownField(field, fields));
  }
  return { values, faults };
}

function invalid(field: string, message = 'invalid value'): ConfigFault {
  const code = message.includes('not supported') ? 'DBT_UNSUPPORTED' : 'DBT_INVALID_VALUE';
  return { code, field, message: `config '${field}': ${message}` };
}

function unknownField(field: string, fields: FieldTable): ConfigFault {
  if (FIELDS_NOT_YET.has(field)) return { code: 'DBT_UNSUPPORTED', field, message: `config '${field}' is not supported yet` };
  const hint = nearestHint(field, Object.keys(fields)) ?? 'Your own settings go under meta.';
  return { code: 'DBT_UNKNOWN_CONFIG', field, message: `there is no config '${field}'`, hint };
}
