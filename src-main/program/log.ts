import { t } from '../../src-shared/text/text.ts';
import { createFileLogger, type FileLogger, noLog } from '../adapters/logger.ts';
import { endOnUncaughtError } from '../shell/crash.ts';

export interface ProgramLog {
  readonly logger: FileLogger;
  /** Logs the error, and ends the program. */
  readonly endWith: (error: unknown) => void;
}

/** Opens the log in its directory; from now on an error that nobody catches is logged, and ends the program. */
export function openProgramLog(directory: string): ProgramLog {
  const logger = openLog(directory);
  return { logger, endWith: endOnUncaughtError(logger) };
}

/** A desk without a log is better than none. */
function openLog(directory: string): FileLogger {
  try {
    return createFileLogger({ directory });
  } catch {
    process.stderr.write(`${t.startup.noLog(directory)}\n`);
    return noLog;
  }
}
