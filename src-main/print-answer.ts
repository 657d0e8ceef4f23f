import type { AppError } from '../src-shared/errors.ts';
import { err, ok, type Result } from '../src-shared/result.ts';
import type { SheetPrinter } from './ports.ts';

type Ended = Awaited<ReturnType<SheetPrinter['print']>>;

/** What the window is told of a printing that has ended. A person who lets the dialog go has printed nothing, which is no error. */
export function printAnswer(ended: Ended): Result<{ readonly printed: boolean }, AppError> {
  switch (ended) {
    case 'printed':
    case 'cancelled':
      return ok({ printed: ended === 'printed' });
    case 'no-printer':
      return err({ code: ended });
    case 'failed':
    case 'unanswered':
      return err({ code: `print-${ended}` });
  }
}
