import type { Diagnostic } from '@weft/kernel';
import type { MeshDraft } from '../read/mesh-draft.js';
import { mistakeAt } from '../read/placed.js';

const SECRET_PROPERTY = /password|passphrase|secret|token|key|credential/i;
const ENV_ALONE = /^\$\{ENV:[A-Za-z_][A-Za-z0-9_]*\}$/;
const ENV_ANYWHERE = /\$\{ENV:[A-Za-z_][A-Za-z0-9_]*\}/g;
const SECRET_IN_URL = /\/\/[^/@\s]+:[^/@\s]*@|[?&;](password|secret|token|[a-z]*key)=[^&;]/i;

const HINT = 'Expected ${ENV:NAME}, the name of an environment variable of the engine, and nothing else.';

/** Secrets of connectors are names of environment variables: a statement's text can be read by others. */
export function checkSecrets({ catalogs }: MeshDraft): Diagnostic[] {
  return catalogs.flatMap((catalog) =>
    Object.entries(catalog.value.trino?.properties ?? {}).flatMap(([property, value]) => {
      const mistake = findMistake(property, value);
      return mistake ? [mistakeAt(catalog, ['trino', 'properties', property], { ...mistake, hint: HINT })] : [];
    }),
  );
}

/** What is wrong with a property. The value is never repeated. */
function findMistake(property: string, value: string): { code: string; message: string } | null {
  if (ENV_ALONE.test(value)) return null;
  const rest = value.replaceAll(ENV_ANYWHERE, 'x');
  if (SECRET_PROPERTY.test(property) || SECRET_IN_URL.test(value)) {
    return { code: 'MESH_SECRET_IN_CLEAR', message: `The property '${property}' holds a secret in clear.` };
  }
  if (!rest.includes('${')) return null;
  return { code: 'MESH_WRONG_VALUE', message: `The property '${property}' refers to something that is no environment variable.` };
}
