import { Field, Float, ObjectType } from '@nestjs/graphql';
import type { RunEvent } from '../domain/run-event.js';
import type { Run } from '../domain/run.js';
import { RunEventKindName } from './runs.enums.js';

/** An event on its way to somebody who follows its run. */
export interface FollowedEvent {
  readonly run: Run;
  readonly event: RunEvent;
}

@ObjectType('RunEvent', { description: 'Something that happened in a run.' })
export class RunEventType {
  /** For the resolvers of its fields. */
  followed!: FollowedEvent;

  @Field(() => Float, { description: 'Grows with each event.' })
  sequence!: number;

  @Field(() => RunEventKindName)
  kind!: RunEventKindName;

  @Field(() => Date)
  at!: Date;

  @Field({ description: 'info, warn or error.' })
  level!: string;

  @Field()
  message!: string;

  @Field(() => String, {
    nullable: true,
    description: "The engine's own words, which may hold values: for the owner team of the project's domain, null for others.",
  })
  detail!: string | null;

  @Field(() => String, { nullable: true, description: "dbt's unique id of the node that it is about." })
  uniqueId!: string | null;

  @Field(() => String, { nullable: true, description: "The run's new status, or the node's." })
  status!: string | null;

  static of(followed: FollowedEvent): RunEventType {
    const { sequence, kind, at, level, message, detail, uniqueId, status } = followed.event;
    const shown = { kind: RunEventKindName[kind], at, level, message, detail, uniqueId, status };
    return Object.assign(new RunEventType(), { followed, sequence: Number(sequence), ...shown });
  }
}
