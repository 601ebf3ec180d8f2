import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { FileInput } from '@weft/catalog';
import { PageArgs } from '@weft/platform';
import { RunCommandName } from './runs.enums.js';

@ArgsType()
export class RunsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only the runs of this project.' })
  project?: string | null;
}

@InputType({ description: 'What is to be run.' })
export class StartRunInput {
  @Field({ description: "The project's name." })
  project!: string;

  @Field(() => RunCommandName)
  command!: RunCommandName;

  @Field(() => [String], { nullable: true, description: "dbt's selectors; everything where it is not said." })
  select?: string[] | null;

  @Field(() => [String], { nullable: true, description: "dbt's selectors of what is left out." })
  exclude?: string[] | null;

  @Field(() => [FileInput], {
    nullable: true,
    description: "The project's files, which are stored as a version; the latest stored version where it is not said.",
  })
  files?: FileInput[] | null;

  @Field(() => String, { nullable: true, description: 'The same key twice makes one run.' })
  idempotencyKey?: string | null;
}

@InputType()
export class CancelRunInput {
  @Field(() => ID)
  id!: string;
}
