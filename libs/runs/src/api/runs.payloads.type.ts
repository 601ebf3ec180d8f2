import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { Conflict, Forbidden, NotFound, ValidationFailed } from '@weft/platform';
import type { RunRefusal, StateRefusal } from '../domain/run-refusal.js';
import { RunType } from './run.type.js';

@ObjectType({ description: 'The run waits for a runner, or was there already under the same idempotency key.' })
export class StartRunResult {
  @Field(() => RunType)
  run!: RunType;

  static of(run: RunType): StartRunResult {
    return Object.assign(new StartRunResult(), { run });
  }
}

@ObjectType({ description: 'The run is cancelled; where it was under way, its runner is asked to end it.' })
export class CancelRunResult {
  @Field(() => RunType)
  run!: RunType;

  static of(run: RunType): CancelRunResult {
    return Object.assign(new CancelRunResult(), { run });
  }
}

export const StartRunPayload = createUnionType({
  name: 'StartRunPayload',
  description: 'What starting a run can end with.',
  types: () => [StartRunResult, ValidationFailed, NotFound, Conflict, Forbidden] as const,
});

export const CancelRunPayload = createUnionType({
  name: 'CancelRunPayload',
  description: 'What cancelling a run can end with.',
  types: () => [CancelRunResult, NotFound, Conflict, Forbidden] as const,
});

/** The payload type of an expected refusal of an order. */
export function orderErrorOf(refusal: RunRefusal): ValidationFailed | NotFound | Conflict | Forbidden {
  if (refusal.kind !== 'validation') return stateErrorOf(refusal);
  return ValidationFailed.of(refusal.code, refusal.message, refusal.diagnostics);
}

const STATE_ERRORS = { notFound: NotFound, conflict: Conflict, forbidden: Forbidden } as const;

/** The payload type of an expected refusal that comes from the state of things. */
export function stateErrorOf({ kind, code, message, nextStep }: StateRefusal): NotFound | Conflict | Forbidden {
  return STATE_ERRORS[kind].of(code, message, nextStep);
}
