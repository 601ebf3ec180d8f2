import type { ChildProcess } from 'node:child_process';

export const ROOT: string;

export interface WeftProcess {
  readonly url: string;
  readonly home: string;
  readonly policyPort: number;
  readonly child: ChildProcess;
  output(): string;
  token(name: string): string;
  readonly env: NodeJS.ProcessEnv;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  dispose(): Promise<void>;
}

export interface GraphqlAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export function freePort(): Promise<number>;
export function startWeft(options?: {
  home?: string;
  env?: NodeJS.ProcessEnv;
  port?: number;
  policyPort?: number;
  timeoutMs?: number;
}): Promise<WeftProcess>;
export function postGraphql(
  url: string,
  token: string | null,
  query: string,
  variables?: Record<string, unknown>,
): Promise<GraphqlAnswer>;
export function runWeft(
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string },
): Promise<{ code: number | null; stdout: string; stderr: string }>;
