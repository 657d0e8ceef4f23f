import { writePrivateFile } from '../../src-main/private-files.ts';
import type { PrinterMode } from './options.ts';

type Callback = (success: boolean, failureReason: string) => void;

/** Electron's words for each way in which nothing is printed. */
const FAILURES = {
  none: 'No printers available on the network',
  cancels: 'Print job canceled',
  fails: 'Print job failed',
} as const;

/** The system's printer behind `webContents.print`. A page size that is not given is A4, whatever the page says. */
export function createPrinter(mode: PrinterMode, printed: string | null) {
  return (options: Readonly<Record<string, unknown>>, callback: Callback): void => {
    if (mode === 'silent') return;
    if (mode === 'prints' && printed !== null)
      writePrivateFile(printed, JSON.stringify({ pageSize: 'A4', ...options }));
    callback(mode === 'prints', mode === 'prints' ? '' : FAILURES[mode]);
  };
}
