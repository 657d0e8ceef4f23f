import { app, dialog } from 'electron';

/** Ends the program before it has begun, with one sentence on the terminal and, for who has none, in a dialog. */
export function refuseToStart(sentence: string, inDialog = true): void {
  process.stderr.write(`${sentence}\n`);
  if (inDialog) dialog.showErrorBox('Reslot cannot start', sentence);
  app.exit(1);
}
