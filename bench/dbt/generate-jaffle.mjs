// The insights project of jaffle-mesh with the tables of its three sources as seeds in one catalog, so that dbt can run it as well.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trinoProfile } from './trino-profile.mjs';

/** @param {string} folder @param {string} mesh the folder of examples/jaffle-mesh @param {string} trinoUrl */
export function generateJaffle(folder, mesh, trinoUrl) {
  cpSync(join(mesh, 'insights'), folder, { recursive: true, filter: (path) => !/[\\/](target|logs)([\\/]|$)/.test(path) });
  mkdirSync(join(folder, 'seeds'), { recursive: true });
  for (const name of ['customers', 'orders', 'payments'])
    cpSync(join(mesh, 'data', `raw_${name}.csv`), join(folder, 'seeds', `${name}.csv`));
  const file = join(folder, 'dbt_project.yml');
  const text = readFileSync(file, 'utf8').replaceAll(/: (customers|orders|payments)db$/gm, ': lake');
  writeFileSync(file, `${text}\nseeds:\n  insights:\n    +schema: public\n`);
  writeFileSync(join(folder, 'profiles.yml'), trinoProfile('insights', 'default', trinoUrl));
}
