import { Field, Float, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '@weft/platform';
import type { RunEvent } from '../domain/run-event.js';
import { RunEventKindName } from './runs.enums.js';

@ObjectType('RunLog', { description: 'A line of what happened in a run.' })
export class RunLogType {
  @Field(() => Float, { description: 'Grows with each line.' })
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

  static of({ sequence, kind, at, level, message, detail }: RunEvent): RunLogType {
    const shown = { sequence: Number(sequence), kind: RunEventKindName[kind], at, level, message, detail };
    return Object.assign(new RunLogType(), shown);
  }
}

export const RunLogConnection = connectionOf('RunLog', () => RunLogType);
