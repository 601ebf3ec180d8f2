import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf, NodeType, renderGlobalId } from '@weft/platform';
import type { Run } from '../domain/run.js';
import { RunCommandName, RunStatusName } from './runs.enums.js';

@ObjectType('Run', { implements: () => [NodeType], description: 'One execution of a version of a dbt project.' })
export class RunType extends NodeType {
  /** The run itself, for the resolvers of its fields. */
  run!: Run;

  @Field({ description: "The project's name." })
  project!: string;

  @Field({ description: 'The content hash (SHA-256) of the files that it runs.' })
  projectVersion!: string;

  @Field(() => RunCommandName)
  command!: RunCommandName;

  @Field(() => [String], { description: 'What was selected; empty: everything.' })
  select!: string[];

  @Field(() => [String], { description: 'What was left out.' })
  exclude!: string[];

  @Field(() => RunStatusName)
  status!: RunStatusName;

  @Field({ description: 'Who started it.' })
  requestedBy!: string;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date, { nullable: true })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When somebody asked to cancel it.' })
  cancelRequestedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it ended as it did.' })
  message!: string | null;

  static of(run: Run): RunType {
    const { project, requestedBy, createdAt, startedAt, finishedAt, cancelRequestedAt, message } = run;
    return Object.assign(new RunType(), {
      run,
      ...{ project, requestedBy, createdAt, startedAt, finishedAt, cancelRequestedAt, message },
      id: renderGlobalId('Run', run.id),
      projectVersion: run.versionHash,
      command: RunCommandName[run.command],
      status: RunStatusName[run.status],
      select: [...run.select],
      exclude: [...run.exclude],
    });
  }
}

export const RunConnection = connectionOf('Run', () => RunType);
