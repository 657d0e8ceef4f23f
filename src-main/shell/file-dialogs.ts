import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import { t } from '../../src-shared/text/text.ts';
import type { FileDialogs, SavedFileType } from '../ports.ts';

const TITLES: Readonly<Record<SavedFileType, 'saveSheet' | 'saveExport' | 'saveDiagnostics'>> = {
  pdf: 'saveSheet',
  csv: 'saveExport',
  json: 'saveExport',
  txt: 'saveDiagnostics',
};

/** The system's dialogs, in front of the desk's window as long as there is one. */
export function createFileDialogs(window: () => BrowserWindow | null): FileDialogs {
  const parent = (): BrowserWindow | null => {
    const shown = window();
    return shown?.isDestroyed() ? null : shown;
  };
  return {
    async chooseFolder(current) {
      const options: OpenDialogOptions = {
        title: t.shell.dialogText.sheetFolder,
        ...(current === '' ? {} : { defaultPath: current }),
        properties: ['openDirectory', 'createDirectory'],
      };
      const shown = parent();
      const { canceled, filePaths } = shown
        ? await dialog.showOpenDialog(shown, options)
        : await dialog.showOpenDialog(options);
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseSavePath(suggestedName, type) {
      const options: SaveDialogOptions = {
        title: t.shell.dialogText[TITLES[type]],
        defaultPath: suggestedName,
        filters: [{ name: type.toUpperCase(), extensions: [type] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      };
      const shown = parent();
      const { canceled, filePath } = shown
        ? await dialog.showSaveDialog(shown, options)
        : await dialog.showSaveDialog(options);
      return canceled || filePath === '' ? null : filePath;
    },
  };
}
