import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, NodeType, renderGlobalId } from '@weft/platform';
import type { AuditEventEntity } from '../store/audit-event.entity.js';

export enum AuditOutcomeName {
  ALLOW = 'ALLOW',
  DENY = 'DENY',
  CHANGE = 'CHANGE',
}

registerEnumType(AuditOutcomeName, { name: 'AuditOutcome', description: 'A decision, or a change that was made.' });

@ObjectType('AuditEvent', {
  implements: () => [NodeType],
  description: 'Who did or asked what, and what came of it. Only added, never changed.',
})
export class AuditEventType extends NodeType {
  @Field(() => Date)
  at!: Date;

  @Field()
  principal!: string;

  @Field({ description: '`noun:verb`, such as access:approve or query:execute.' })
  action!: string;

  @Field(() => String, { nullable: true })
  target!: string | null;

  @Field(() => AuditOutcomeName)
  outcome!: AuditOutcomeName;

  @Field(() => String, { nullable: true })
  reasonCode!: string | null;

  @Field({ description: 'More facts, as JSON.' })
  details!: string;

  static of({ id, outcome, details, ...shown }: AuditEventEntity): AuditEventType {
    const rendered = {
      id: renderGlobalId('AuditEvent', id),
      outcome: AuditOutcomeName[outcome],
      details: JSON.stringify(details),
    };
    return Object.assign(new AuditEventType(), { ...shown, ...rendered });
  }
}

export const AuditEventConnection = connectionOf('AuditEvent', () => AuditEventType);
