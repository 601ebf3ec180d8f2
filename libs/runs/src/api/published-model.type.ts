import { Field, ObjectType } from '@nestjs/graphql';
import type { PublishedModel } from '../domain/published-model.js';

@ObjectType('PublishedModel', {
  description: "A public model of a project: other projects refer to it by ref('project', 'name').",
})
export class PublishedModelType {
  @Field()
  name!: string;

  @Field(() => String, { nullable: true, description: 'Of a model that has versions.' })
  version!: string | null;

  @Field(() => String, { nullable: true, description: 'The version that is meant by a ref without one.' })
  latestVersion!: string | null;

  @Field(() => String, { nullable: true, description: "The relation's catalog." })
  database!: string | null;

  @Field()
  schema!: string;

  @Field({ description: "The relation's own name." })
  identifier!: string;

  @Field(() => String, { nullable: true, description: 'The relation as SQL names it.' })
  relationName!: string | null;

  @Field(() => String, { nullable: true })
  deprecationDate!: string | null;

  @Field(() => [String], {
    description: "dbt's unique ids of the nearest public models that it is built from, other projects' among them.",
  })
  dependsOn!: string[];

  static of({ version, latestVersion, dependsOn, ...model }: PublishedModel): PublishedModelType {
    const text = (value: string | number | null): string | null => (value === null ? null : String(value));
    return Object.assign(new PublishedModelType(), {
      ...model,
      version: text(version),
      latestVersion: text(latestVersion),
      dependsOn: [...dependsOn],
    });
  }
}
