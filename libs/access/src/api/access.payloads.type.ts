import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { Conflict, Forbidden, NotFound, ValidationFailed } from '@weft/platform';
import type { AccessRefusal } from '../domain/access-refusal.js';
import { AccessRequestType } from './access-request.type.js';

@ObjectType({ description: 'The request was made, or was there already under the same idempotency key.' })
export class RequestAccessResult {
  @Field(() => AccessRequestType)
  request!: AccessRequestType;

  static of(request: AccessRequestType): RequestAccessResult {
    return Object.assign(new RequestAccessResult(), { request });
  }
}

@ObjectType({ description: 'The decision was made.' })
export class DecideAccessRequestResult {
  @Field(() => AccessRequestType)
  request!: AccessRequestType;

  static of(request: AccessRequestType): DecideAccessRequestResult {
    return Object.assign(new DecideAccessRequestResult(), { request });
  }
}

export const RequestAccessPayload = createUnionType({
  name: 'RequestAccessPayload',
  types: () => [RequestAccessResult, ValidationFailed, NotFound, Conflict, Forbidden] as const,
});

export const DecideAccessRequestPayload = createUnionType({
  name: 'DecideAccessRequestPayload',
  types: () => [DecideAccessRequestResult, ValidationFailed, NotFound, Conflict, Forbidden] as const,
});

export type ExpectedError = ValidationFailed | NotFound | Conflict | Forbidden;

/** The payload type of an expected refusal. */
export function expectedErrorOf({ kind, code, message, nextStep }: AccessRefusal): ExpectedError {
  switch (kind) {
    case 'validation':
      return ValidationFailed.of(code, nextStep ? `${message} ${nextStep}` : message);
    case 'notFound':
      return NotFound.of(code, message, nextStep);
    case 'conflict':
      return Conflict.of(code, message, nextStep);
    case 'forbidden':
      return Forbidden.of(code, message, nextStep);
  }
}
