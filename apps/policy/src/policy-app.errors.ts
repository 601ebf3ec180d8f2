import { AppError } from '@weft/kernel';

/** The policy service cannot start: the message says what is missing. */
export class PolicyAppError extends AppError {
  readonly code = 'POLICY_APP_START';
  readonly httpStatus = 500;
}
