import { createHash } from 'node:crypto';
import type { TemplateReads } from '../context/template-world.js';
import type { Environment } from '../project/project-settings.js';

const SECRET = /^DBT_ENV_SECRET/;

/** Which variables of the environment a parse read. Values are kept as hashes, secrets not at all: no template sees them. */
export class EnvReads implements TemplateReads {
  private readonly names: Set<string>;

  /** `before` are those that a parse read whose results are used. */
  constructor(
    private readonly environment: Environment,
    before: readonly string[],
  ) {
    this.names = new Set(before);
  }

  env(name: string): void {
    if (!SECRET.test(name)) this.names.add(name);
  }

  toStore(): Readonly<Record<string, string | null>> {
    return Object.fromEntries([...this.names].sort().map((name) => [name, valueHash(this.environment, name)]));
  }
}

/** Whether every variable that was read is what it was. */
export function isSameEnv(reads: Readonly<Record<string, string | null>>, environment: Environment): boolean {
  return Object.entries(reads).every(([name, known]) => valueHash(environment, name) === known);
}

function valueHash(environment: Environment, name: string): string | null {
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  return value === undefined ? null : createHash('sha256').update(value).digest('base64');
}
