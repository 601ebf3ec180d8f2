import { type PublishedModelsQuery, PublishedModelsDocument, readPages, type WeftClient } from '@weft/client';
import type { FoundProject, PublishedModel } from '@weft/dbt';
import type { Cli } from '../../../cli.js';
import { CliError } from '../../../cli.errors.js';
import { connect } from '../../../server/connect.js';

type Found = ReadonlyMap<string, FoundProject>;
type MeshProject = PublishedModelsQuery['projects']['edges'][number]['node'];
type MeshModel = NonNullable<MeshProject['publicModels']>[number];

/** What a mesh says of the projects that are wanted of it; why it says nothing is the answer, not an error. */
export async function askMesh(cli: Cli, url: string, wanted: readonly string[]): Promise<Found> {
  const faults = (words: string): Found => new Map(wanted.map((name) => [name, { fault: words }]));
  try {
    const found = await readAll(cli, connect(cli, { url }), url);
    return new Map(wanted.map((name) => [name, found.get(name) ?? { fault: `The mesh at ${url} has no project '${name}'.` }]));
  } catch (error) {
    if (!(error instanceof CliError) && !(error instanceof Error)) throw error;
    const nextStep = error instanceof CliError && error.details.nextStep ? `; ${error.details.nextStep}` : '';
    return faults(`The mesh at ${url} could not be asked: ${error.message}${nextStep}`);
  }
}

async function readAll({ signal }: Cli, client: WeftClient, url: string): Promise<Found> {
  const found = new Map<string, FoundProject>();
  const pages = readPages(async (after) => {
    const { projects } = await client.request(PublishedModelsDocument, { first: 100, after }, signal);
    return projects;
  });
  for await (const project of pages) found.set(project.name, foundOf(project, url));
  return found;
}

function foundOf({ name, publicModels }: MeshProject, url: string): FoundProject {
  if (publicModels) return { publication: { project: name, models: publicModels.map(modelOf), disabled: [] } };
  return { fault: `The mesh at ${url} has project '${name}', and has not run it yet: a run tells it what is public.` };
}

function modelOf({ version, latestVersion, ...model }: MeshModel): PublishedModel {
  const versions = { version: versionOf(version), latestVersion: versionOf(latestVersion) };
  return { ...model, ...versions, access: 'public', group: null, quoting: null };
}

function versionOf(text: string | null | undefined): string | number | null {
  if (text === null || text === undefined) return null;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
