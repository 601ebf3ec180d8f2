import { AppError } from '@weft/kernel';

/** One or more settings are wrong. The values themselves are never repeated: one of them may be a secret. */
export class ConfigError extends AppError {
  readonly code = 'PLATFORM_CONFIG';
  readonly httpStatus = 500;

  constructor(readonly problems: readonly string[]) {
    super(`These settings are wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}
