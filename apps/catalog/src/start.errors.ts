import { AppError } from '@weft/kernel';

/** The catalog cannot start: the message says what is missing. */
export class StartError extends AppError {
  readonly code = 'CATALOG_APP_START';
  readonly httpStatus = 500;
}
