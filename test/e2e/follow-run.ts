import { setTimeout as sleep } from 'node:timers/promises';
import { postGraphql } from '@weft/tools/harness/weft-process.mjs';

interface Caller {
  readonly url: string;
  readonly token: string;
}

interface FollowedNode {
  readonly name: string;
  readonly status: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly queryId: string | null;
}

export interface FollowedRun {
  readonly status: string;
  readonly message: string | null;
  readonly nodes: readonly FollowedNode[];
  readonly logs: { readonly edges: readonly { readonly node: { readonly message: string } }[] };
}

const START = `mutation ($input: StartRunInput!) {
  startRun(input: $input) { __typename ... on StartRunResult { run { id } } ... on ValidationFailed { message } ... on Forbidden { message } }
}`;

const FOLLOW = `query ($id: ID!) {
  run(id: $id) {
    status message
    nodes { name status startedAt finishedAt queryId }
    logs(first: 100) { edges { node { message } } }
  }
}`;

/** Starts the insights project as these files, up to its slow model; tells the run's id. */
export async function startSlowRun({ url, token }: Caller, files: readonly { path: string; content: string }[]): Promise<string> {
  const input = { project: 'insights', command: 'RUN', select: ['+slow'], files };
  const { data, errors } = await postGraphql(url, token, START, { input });
  const run = (data as { startRun?: { run?: { id: string } } } | null)?.startRun?.run;
  if (!run) throw new Error(`the run did not start: ${JSON.stringify({ data: data as unknown, errors })}`);
  return run.id;
}

/** Looks at a run until it is as wanted; gives up after a minute and a half. */
export async function followUntil(
  { url, token }: Caller,
  id: string,
  isWanted: (run: FollowedRun) => boolean,
): Promise<FollowedRun> {
  const until = Date.now() + 90_000;
  for (;;) {
    const { data } = await postGraphql(url, token, FOLLOW, { id });
    const { run } = data as { run: FollowedRun };
    if (isWanted(run)) return run;
    if (Date.now() > until) throw new Error(`the run did not come there: ${JSON.stringify(run, null, 1)}`);
    await sleep(50);
  }
}

export function nodesByName({ nodes }: FollowedRun): Readonly<Record<string, FollowedNode>> {
  return Object.fromEntries(nodes.map((node) => [node.name, node]));
}
