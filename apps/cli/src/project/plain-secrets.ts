import { basename, join } from 'node:path';
import { isMap, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { CliError } from '../cli.errors.js';
import type { BundleFile } from './bundle-file.js';

const SECRET_KEY =
  /^(pass|password|token|jwt_token|secret|private_key|private_key_passphrase|client_secret|aws_secret_access_key)$/i;

/** What is sent is kept by the server: a profile that holds a secret in plain text is refused before it leaves this machine. */
export function assertNoPlainSecrets(root: string, files: readonly BundleFile[]): void {
  for (const file of files) {
    if (!/^profiles\.ya?ml$/.test(basename(file.path))) continue;
    const place = findPlainSecret(file.content);
    if (place === null) continue;
    throw new CliError(`'${place.key}' holds a secret in plain text`, {
      where: `${join(root, file.path)}:${place.line}`,
      nextStep: `write "{{ env_var('NAME') }}" and keep the value in the environment`,
      exitCode: 1,
    });
  }
}

interface SecretPlace {
  readonly key: string;
  readonly line: number;
}

function findPlainSecret(text: string): SecretPlace | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  let found: SecretPlace | null = null;
  visit(document, {
    Pair(_, pair) {
      if (!isPair(pair) || !isScalar(pair.key) || isMap(pair.value)) return undefined;
      const key = String(pair.key.value);
      const value = isScalar(pair.value) ? pair.value.value : null;
      if (!SECRET_KEY.test(key) || value === null || value === '' || /\{\{\s*env_var\s*\(/.test(String(value))) return undefined;
      found = { key, line: lines.linePos(pair.key.range?.[0] ?? 0).line };
      return visit.BREAK;
    },
  });
  return found;
}
