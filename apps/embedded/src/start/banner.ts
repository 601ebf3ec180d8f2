import type { WeftConfig } from '@weft/platform';
import type { EmbeddedWeft } from './start-embedded.js';

const GOLD = 'insights.default.dim_customers';

/** What is printed when Weft is up: where it is, where the sample tokens are, and what to try. */
export function renderBanner(config: WeftConfig, { url, credentialsFile }: EmbeddedWeft): string {
  const engine = config.engine === 'trino' ? `Trino at ${config.trinoUrl}` : 'DuckDB in this process';
  const policy = `http://${config.policyHost}:${config.policyPort} (under a secret path)`;
  return `
Weft is up. Ctrl-C stops everything.

  GraphQL        ${url}/graphql
  GraphiQL       ${url}/graphiql
  Engine         ${engine}
  Trino asks     ${policy}
  Sample tokens  ${credentialsFile}
${config.example === null ? tryApply() : tryExample()}`;
}

function tryApply(): string {
  return `
Try:
  npx weft apply examples/jaffle-mesh --as admin
  npx weft run --project-dir examples/jaffle-mesh/insights --as ines
`;
}

function tryExample(): string {
  return `
Try:
  npx weft ports --as ana
  npx weft query --as ana "select * from ${GOLD} limit 5"
  npx weft request ${GOLD} --reason "Spring campaign" --days 30 --as ana
  npx weft requests --as ines
  npx weft explain insights.default.fct_orders --as ana
`;
}
