import type { SheetSettings } from '../../../../src-shared/domain/downtime-sheet.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, checkLength, type Problem } from './checks.ts';

/** The Downtime sheet section as typed. */
export type SheetForm = SheetSettings;

/** A path from the root of a file system: `/…`, `C:\…` or `\\server\…`. */
const WHOLE_PATH = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/;

export const readSheetForm = (form: SheetForm): Checked<SheetSettings> => {
  const problems: Problem[] = [];
  const folder = form.folder.trim();
  if (folder === '' ? form.automatic : !WHOLE_PATH.test(folder))
    problems.push({ field: 'sheetFolder', text: t.settings.problemText.sheetFolder });
  checkLength(problems, 'sheetFolder', folder, 1000);
  return checked({ ...form, folder }, problems);
};
