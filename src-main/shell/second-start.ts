import { type BrowserWindow, dialog } from 'electron';
import { t } from '../../src-shared/text/text.ts';
import { focusWindow } from './window.ts';

/** Somebody has started the program again: its window comes to the front, and where it is closed already, they are told. */
export function answerSecondStart(window: BrowserWindow): void {
  if (window.isDestroyed()) {
    // Not in a box that stops everything until it is answered: what is being finished goes on.
    void dialog.showMessageBox({ type: 'info', title: 'Reslot', message: t.startup.STILL_CLOSING });
  } else focusWindow(window);
}
