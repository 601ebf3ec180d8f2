/** The files of a new project, by their paths. */
export function starterFiles(project: string, profile: string): Readonly<Record<string, string>> {
  return {
    'dbt_project.yml': projectFile(project, profile),
    '.gitignore': 'target/\ndbt_packages/\nlogs/\n',
    'README.md': `# ${project}\n\n- \`weft build\` builds everything and tests it\n- \`weft docs generate\`, then \`weft docs serve\`, shows what there is\n`,
    'models/example/first_model.sql': FIRST_MODEL,
    'models/example/second_model.sql': "select *\nfrom {{ ref('first_model') }}\nwhere id = 1\n",
    'models/example/schema.yml': SCHEMA,
    'analyses/.gitkeep': '',
    'macros/.gitkeep': '',
    'seeds/.gitkeep': '',
    'snapshots/.gitkeep': '',
    'tests/.gitkeep': '',
  };
}

function projectFile(project: string, profile: string): string {
  return `name: '${project}'
version: '1.0.0'

# The profile, of profiles.yml, that says where the project is built.
profile: '${profile}'

model-paths: ["models"]
analysis-paths: ["analyses"]
test-paths: ["tests"]
seed-paths: ["seeds"]
macro-paths: ["macros"]
snapshot-paths: ["snapshots"]

# Removed by \`weft clean\`.
clean-targets:
  - "target"
  - "dbt_packages"

models:
  ${project}:
    example:
      +materialized: view
`;
}

const FIRST_MODEL = `{{ config(materialized='table') }}

select 1 as id
union all
select 2 as id
`;

const SCHEMA = `models:
  - name: first_model
    description: A table of two rows.
    columns:
      - name: id
        description: The key.
        data_tests:
          - unique
          - not_null
  - name: second_model
    description: The first of those rows.
    columns:
      - name: id
        data_tests:
          - unique
`;
