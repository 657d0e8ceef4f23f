import { basename, dirname } from 'node:path';
import type { SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { SheetInput } from '../../../src-shared/ipc/sheet-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, FileDialogs, SheetFiles, SheetPrinter } from '../../ports.ts';
import { printAnswer } from '../../print-answer.ts';
import { composeSheet } from './compose.ts';
import { readSheet, type SheetSources } from './read-sheet.ts';
import type { SheetWriter } from './writer.ts';

export interface SheetDeps extends SheetSources {
  readonly clock: Clock;
  readonly settings: () => SheetSettings;
  readonly printer: SheetPrinter;
  readonly dialogs: FileDialogs;
  readonly files: SheetFiles;
  readonly writer: SheetWriter;
}

/** The sheet of these days as an HTML document. `bad-input` for no such date. */
function sheetHtml(
  deps: SheetSources & Pick<SheetDeps, 'clock' | 'settings'>,
  input: SheetInput,
): Result<string, AppError> {
  const sheet = readSheet(deps, input, { at: deps.clock.now(), paper: deps.settings().paper });
  return sheet.ok ? ok(composeSheet(sheet.value)) : sheet;
}

/** As `sheetHtml`, for days reckoned from the clock: no such date cannot come of that. */
export function automaticSheetHtml(
  deps: SheetSources & Pick<SheetDeps, 'clock' | 'settings'>,
  input: SheetInput,
): string {
  const html = sheetHtml(deps, input);
  if (!html.ok) throw new Error(`The automatic sheet was refused: ${html.error.code}`);
  return html.value;
}

/** The downtime sheet: looked at, printed, saved, written into its folder. */
export function sheetHandlers(
  deps: SheetDeps,
): Pick<
  Handlers,
  'sheet.preview' | 'sheet.print' | 'sheet.savePdf' | 'sheet.writeNow' | 'sheet.state' | 'sheet.chooseFolder'
> {
  const { printer, dialogs, files, writer } = deps;
  return {
    'sheet.preview': (input) => {
      const html = sheetHtml(deps, input);
      return html.ok ? ok({ html: html.value }) : html;
    },
    'sheet.print': async (input, caller) => {
      const html = sheetHtml(deps, input);
      if (!html.ok) return html;
      return printAnswer(await printer.print(html.value, deps.settings().paper, caller));
    },
    'sheet.savePdf': async (input, caller) => {
      const html = sheetHtml(deps, input);
      if (!html.ok) return html;
      const path = await dialogs.chooseSavePath(`downtime-sheet-${input.from}.pdf`, 'pdf', caller);
      if (path === null) return ok({ path: null });
      const pdf = await printer.toPdf(html.value);
      if (!pdf.ok) return err({ code: pdf.error });
      const saved = await files.write(dirname(path), basename(path), pdf.value);
      return saved.ok ? ok({ path: saved.value }) : err({ code: saved.error });
    },
    'sheet.writeNow': async () => {
      const written = await writer.writeNow();
      return written.ok ? written : err({ code: written.error });
    },
    'sheet.state': () => ok(writer.state()),
    'sheet.chooseFolder': async ({ current }, caller) =>
      ok({ folder: await dialogs.chooseFolder(current, caller) }),
  };
}
