import { createSheetFiles } from '../../src-main/adapters/sheet-files.ts';
import type { FileDialogs, Ports, SheetPrinter } from '../../src-main/ports.ts';
import { err } from '../../src-shared/result.ts';
import { silentLogger } from './local-desk.ts';
import { createSeededIds } from './seeded-ids.ts';

/** A computer without a printer that cannot make PDFs either. */
const noPrinter: SheetPrinter = {
  toPdf: async () => err('pdf-failed'),
  print: async () => 'no-printer',
};

/** Nobody is there to choose anything. */
const noDialogs: FileDialogs = { chooseFolder: async () => null, chooseSavePath: async () => null };

/** The ports of the downtime sheet: real files, and no printer unless one is given. */
export const sheetPorts = (
  printer: SheetPrinter = noPrinter,
  dialogs: FileDialogs = noDialogs,
): Pick<Ports, 'printer' | 'dialogs' | 'sheetFiles'> => ({
  printer,
  dialogs,
  sheetFiles: createSheetFiles({ ids: createSeededIds(77), logger: silentLogger }),
});
