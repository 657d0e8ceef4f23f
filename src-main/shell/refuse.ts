import { rmSync } from 'node:fs';
import { app, dialog } from 'electron';
import { t } from '../../src-shared/text/text.ts';
import { writePrivateFile } from '../private-files.ts';

let refusalFile: string | null = null;

/** Whoever has started the program finds a refusal there, and knows by that that it was no crash of the runtime. */
export function recordRefusalIn(path: string | null): void {
  refusalFile = path;
}

/** Ends the program before it has begun, with one sentence on the terminal and, for who has none, in a dialog. */
export function refuseToStart(sentence: string, inDialog = true): void {
  process.stderr.write(`${sentence}\n`);
  record(sentence);
  if (inDialog) dialog.showErrorBox(t.shell.dialogText.cannotStart, sentence);
  app.exit(1);
}

/**
 * Somebody is asked something before the program can begin, for as long as they take, or a large database is encrypted anew: it does not hang,
 * and has not crashed.
 */
export async function whileAsking<T>(sentence: string, ask: () => Promise<T>): Promise<T> {
  record(sentence);
  try {
    return await ask();
  } finally {
    if (refusalFile !== null) rmSync(refusalFile, { force: true });
  }
}

function record(sentence: string): void {
  try {
    if (refusalFile !== null) writePrivateFile(refusalFile, sentence);
  } catch {
    // It stands on the terminal.
  }
}
