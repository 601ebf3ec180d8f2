import { AppError } from '@weft/kernel';

/** The metadata store of the embedded default could not be brought up. */
export class PostgresStartError extends AppError {
  readonly code = 'PLATFORM_POSTGRES_START';
  readonly httpStatus = 503;
}
