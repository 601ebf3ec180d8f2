import { createHash } from 'node:crypto';
import { toRepr } from '@weft/jinja';
import type { UnitTest, UnitTestFixture } from '../../manifest/v12/index.js';

const FORMATS = { csv: 'CSV', dict: 'Dict', sql: 'SQL' } as const;

/** dbt hashes everything but the description, as Python prints it. */
export function unitTestChecksum({ model, versions, given, expect, overrides }: UnitTest): string {
  const inputs = given.map((one) => `UnitTestInputFixture(input=${toRepr(one.input)}, ${fixtureText(one)})`);
  const parts = [
    model,
    versions ? `UnitTestNodeVersions(include=${toRepr(versions.include)}, exclude=${toRepr(versions.exclude)})` : 'None',
    `[${inputs.join(', ')}]`,
    `UnitTestOutputFixture(${fixtureText(expect)})`,
    overrides
      ? `UnitTestOverrides(macros=${toRepr(overrides.macros)}, vars=${toRepr(overrides.vars)}, env_vars=${toRepr(overrides.env_vars)})`
      : 'None',
  ];
  const files = given.filter(({ fixture }) => fixture).map(({ rows }) => `-${typeof rows === 'string' ? rows : toRepr(rows)}`);
  return createHash('sha256')
    .update(parts.join('-') + files.join(''))
    .digest('hex');
}

function fixtureText({ rows, format, fixture }: UnitTestFixture): string {
  return `rows=${toRepr(rows)}, format=<UnitTestFormat.${FORMATS[format]}: '${format}'>, fixture=${toRepr(fixture)}`;
}
