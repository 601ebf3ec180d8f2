import { AppError } from '@weft/kernel';

/** There is no token, or it is not known, has expired or was ended: the answer is the same. */
export class UnauthenticatedError extends AppError {
  readonly code = 'UNAUTHENTICATED';
  readonly httpStatus = 401;

  constructor() {
    super(
      'This needs a valid token: send it as "Authorization: Bearer TOKEN". The sample users\' tokens are in credentials.json of the data folder.',
    );
  }
}

/** A name that nobody may hold. */
export class ReservedNameError extends AppError {
  readonly code = 'PLATFORM_RESERVED_NAME';
  readonly httpStatus = 400;

  constructor(name: string) {
    super(`'${name}' cannot be a principal: expected [a-z][a-z0-9_]*, 63 at most, and not beginning with weft_`);
  }
}
