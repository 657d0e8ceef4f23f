import type { SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, SheetPrinter } from '../../ports.ts';
import { printAnswer } from '../../print-answer.ts';
import { composeRecoveryKey } from './compose.ts';

export interface RecoveryDeps {
  readonly clock: Clock;
  readonly practice: () => Practice;
  readonly deskName: () => string;
  readonly settings: () => SheetSettings;
  readonly printer: SheetPrinter;
}

/** The recovery key that the window has just shown, on paper: nothing of it is kept. */
export function recoveryHandlers({
  clock,
  practice,
  deskName,
  settings,
  printer,
}: RecoveryDeps): Pick<Handlers, 'recovery.print'> {
  return {
    'recovery.print': async ({ recoveryKey }, caller) => {
      const { paper } = settings();
      const about = { practice: practice(), deskName: deskName(), at: clock.now(), paper };
      return printAnswer(await printer.print(composeRecoveryKey(recoveryKey, about), paper, caller));
    },
  };
}
