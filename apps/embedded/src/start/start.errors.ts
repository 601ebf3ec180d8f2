import { AppError } from '@weft/kernel';

/** Weft cannot start here: the message says why and what to do. */
export class StartError extends AppError {
  readonly code = 'EMBEDDED_START';
  readonly httpStatus = 500;
}

/** What a failing file operation on the data folder means to a person; any other error as it is. */
export function explainHomeFailure(error: unknown, home: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const text = error instanceof Error ? error.message : '';
  const reasons: Readonly<Record<string, string>> = {
    EROFS: 'is on a read-only file system',
    EACCES: 'may not be written by this user',
    ENOSPC: 'is on a full disk (no space left on device)',
    EDQUOT: 'is over its disk quota',
    ENOTDIR: 'is no folder',
  };
  const found =
    (code && reasons[code]) ||
    (/no space left on device/i.test(text) && reasons['ENOSPC']) ||
    (/read-only file system/i.test(text) && reasons['EROFS']);
  return found
    ? new StartError(`The data folder ${home} ${found}. Make room or permit it, or set WEFT_HOME to another folder.`)
    : error;
}
