import { AppError } from '@weft/kernel';

/** The runner cannot start: the message says what is missing. */
export class StartError extends AppError {
  readonly code = 'RUNNER_APP_START';
  readonly httpStatus = 500;
}
