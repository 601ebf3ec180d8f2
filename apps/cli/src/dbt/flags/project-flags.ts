/** What `flags:` of dbt_project.yml may set beside behaviour flags, and of which type. */
const TYPES: Readonly<Record<string, 'boolean' | 'number' | 'string' | 'object'>> = {
  cache_selected_only: 'boolean',
  debug: 'boolean',
  fail_fast: 'boolean',
  indirect_selection: 'string',
  log_format: 'string',
  log_format_file: 'string',
  log_level: 'string',
  log_level_file: 'string',
  partial_parse: 'boolean',
  populate_cache: 'boolean',
  printer_width: 'number',
  send_anonymous_usage_stats: 'boolean',
  static_parser: 'boolean',
  use_colors: 'boolean',
  use_colors_file: 'boolean',
  use_experimental_parser: 'boolean',
  version_check: 'boolean',
  warn_error: 'boolean',
  warn_error_options: 'object',
  write_json: 'boolean',
};

type Mapping = Readonly<Record<string, unknown>>;

/** The flags of a project; one of another type makes dbt read none of them. */
export function checkProjectFlags(flags: Mapping): Mapping {
  return Object.entries(flags).every(([name, value]) => isRight(name, value)) ? flags : {};
}

export function isProjectFlag(name: string): boolean {
  return name in TYPES;
}

function isRight(name: string, value: unknown): boolean {
  const type = TYPES[name];
  return type === undefined || value === null || value === undefined || typeof value === type;
}
