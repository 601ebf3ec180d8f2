import { createUnionType, Field, InputType, ObjectType } from '@nestjs/graphql';
import { Forbidden, ValidationFailed } from '@weft/platform';
import { EngineTaskType } from './catalog.type.js';

@InputType({ description: 'A text file of a mesh or a project.' })
export class FileInput {
  @Field({ description: "Relative to the mesh's (or the project's) folder, with slashes." })
  path!: string;

  @Field()
  content!: string;
}

@InputType({ description: 'What `weft apply` sends.' })
export class ApplyMeshInput {
  @Field(() => [FileInput], { description: 'mesh.yml, the ODPS files and the files of its projects.' })
  files!: FileInput[];

  @Field(() => String, {
    nullable: true,
    description: "The mesh's folder on the server's machine (absolute): where embedded catalogs' files lie.",
  })
  directory?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what would change.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'What happened, or would happen, to one noun.' })
export class MeshChange {
  @Field({ description: 'create, change, leave or retire.' })
  action!: string;

  @Field({ description: 'domain, catalog, dataProduct, outputPort, inputPort or project.' })
  kind!: string;

  @Field()
  name!: string;

  @Field(() => [String], { description: 'The fields that differ, for a change.' })
  fields!: string[];
}

@ObjectType({ description: 'A version of a project that was stored.' })
export class ProjectVersionRef {
  @Field()
  project!: string;

  @Field({ description: 'The content hash (SHA-256).' })
  hash!: string;
}

@ObjectType({ description: 'The mesh is applied (or, on a dry run, could be).' })
export class ApplyMeshResult {
  @Field()
  mesh!: string;

  @Field(() => [MeshChange])
  changes!: MeshChange[];

  @Field(() => [ProjectVersionRef])
  projectVersions!: ProjectVersionRef[];

  @Field(() => [EngineTaskType], { description: 'What this asked of the engine, and how far it is.' })
  engineTasks!: EngineTaskType[];
}

export const ApplyMeshPayload = createUnionType({
  name: 'ApplyMeshPayload',
  description: 'What applying a mesh can end with.',
  types: () => [ApplyMeshResult, ValidationFailed, Forbidden] as const,
});
