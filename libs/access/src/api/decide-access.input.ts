import { Field, ID, InputType, Int } from '@nestjs/graphql';

@InputType()
export class ApproveAccessRequestInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Another duration than the one asked for, from 1 to 365.' })
  durationDays?: number | null;

  @Field(() => String, { nullable: true })
  comment?: string | null;
}

@InputType()
export class DenyAccessRequestInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: 'Why; needed.' })
  comment?: string | null;
}

@InputType()
export class CancelAccessRequestInput {
  @Field(() => ID)
  id!: string;
}

@InputType()
export class RevokeAccessInput {
  @Field()
  principal!: string;

  @Field()
  relation!: string;

  @Field(() => String, { nullable: true, description: 'Why; needed.' })
  comment?: string | null;
}
