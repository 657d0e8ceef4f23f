import type { SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import type { Db } from '../../db/db.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, SheetPrinter } from '../../ports.ts';
import { printAnswer } from '../../print-answer.ts';
import { composeReport } from './compose.ts';
import { readReport } from './read-report.ts';

export interface ReportDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly practice: () => Practice;
  readonly settings: () => SheetSettings;
  readonly printer: SheetPrinter;
}

/** The report about requests: looked at and printed. */
export function reportHandlers({
  db,
  clock,
  practice,
  settings,
  printer,
}: ReportDeps): Pick<Handlers, 'report.get' | 'report.print'> {
  return {
    'report.get': (input) => readReport({ db, clock }, input, practice().zone),
    'report.print': async (input, caller) => {
      const report = await readReport({ db, clock }, input, practice().zone);
      if (!report.ok) return report;
      const { paper } = settings();
      const html = composeReport(report.value, { ...input, practice: practice(), at: clock.now(), paper });
      return printAnswer(await printer.print(html, paper, caller));
    },
  };
}
