import { Field, Float, ObjectType } from '@nestjs/graphql';
import type { RunNode } from '../domain/run-node.js';

@ObjectType('RunNode', { description: 'One model or test of a run.' })
export class RunNodeType {
  @Field({ description: "dbt's unique id." })
  uniqueId!: string;

  @Field()
  name!: string;

  @Field({ description: 'model, test and others of dbt.' })
  resourceType!: string;

  @Field({ description: "dbt's word: success, error, skipped, pass, fail, warn; before there is a result pending or running." })
  status!: string;

  @Field(() => Date, { nullable: true })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => Float, { nullable: true, description: 'In seconds.' })
  executionTime!: number | null;

  @Field(() => String, { nullable: true })
  message!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The engine's own words, which may hold values: for the owner team of the project's domain, null for others.",
  })
  detail!: string | null;

  @Field(() => Float, { nullable: true })
  rowsAffected!: number | null;

  @Field(() => String, { nullable: true, description: "The engine's id of its last query." })
  queryId!: string | null;

  @Field(() => String, { nullable: true, description: 'catalog.schema.table of what it builds.' })
  relationName!: string | null;

  static of({ runId: _run, position: _position, ...shown }: RunNode): RunNodeType {
    return Object.assign(new RunNodeType(), shown);
  }
}
