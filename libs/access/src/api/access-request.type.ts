import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, NodeType, renderGlobalId } from '@weft/platform';
import { AccessStatusName, RequestDecisionName } from './access.enums.js';
import type { RequestRecord } from '../domain/request-record.js';

registerEnumType(RequestDecisionName, { name: 'AccessRequestStatus', description: 'What became of a request.' });
registerEnumType(AccessStatusName, { name: 'AccessStatus', description: 'The state of access to a port.' });

@ObjectType('AccessRequest', {
  implements: () => [NodeType],
  description: 'One asking for an output port, and the decision on it.',
})
export class AccessRequestType extends NodeType {
  @Field({ description: 'catalog.schema.table' })
  relation!: string;

  @Field({ description: 'Who asked.' })
  principal!: string;

  @Field()
  reason!: string;

  @Field(() => Int)
  requestedDays!: number;

  @Field(() => [String], { nullable: true, description: 'The columns asked for; null: all.' })
  columns!: string[] | null;

  @Field(() => RequestDecisionName)
  decision!: RequestDecisionName;

  @Field(() => String, { nullable: true })
  decidedBy!: string | null;

  @Field(() => Date, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true })
  comment!: string | null;

  @Field(() => Date, { nullable: true })
  validFrom!: Date | null;

  @Field(() => Date, { nullable: true, description: 'The right ends at this moment, whatever runs.' })
  validTo!: Date | null;

  @Field(() => Date, { nullable: true })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true })
  revokedBy!: string | null;

  @Field(() => String, { nullable: true })
  revokeComment!: string | null;

  @Field(() => Date)
  createdAt!: Date;

  static of(request: RequestRecord): AccessRequestType {
    const { id, linkId: _link, portName: _port, domain: _domain, idempotencyKey: _key, columns, decision, ...shown } = request;
    return Object.assign(new AccessRequestType(), {
      ...shown,
      id: renderGlobalId('AccessRequest', id),
      columns: columns ? [...columns] : null,
      decision: RequestDecisionName[decision],
    });
  }
}

export const AccessRequestConnection = connectionOf('AccessRequest', () => AccessRequestType);
