import { BrowserWindow } from 'electron';
import type { PdfProblem } from '../../src-shared/ipc/sheet-views.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Failed } from '../log-events.ts';
import { errorSummary } from '../log-values.ts';
import type { Clock, Logger, SheetPrinter } from '../ports.ts';
import { LATE, within } from '../timing/within.ts';
import type { SheetPages } from './sheet-pages.ts';

/** A page that takes longer to become a PDF never will. */
const PDF_LIMIT_MS = 30_000;
/** So long the system's dialog may stand open, and a printer be busy. Electron does not promise to call back. */
const PRINT_LIMIT_MS = 10 * 60_000;

export interface WindowPrinter extends SheetPrinter {
  /** The desk has been locked: what a dialog of the system's still asks about, or was to ask about, is printed by nobody. */
  letGo(): void;
}

/**
 * Prints in a window that is never shown, without a preload script, on a page without scripts
 * (https://www.electronjs.org/docs/latest/api/web-contents#contentsprintoptions-callback).
 */
export function createSheetPrinter(pages: SheetPages, clock: Clock, logger: Logger): WindowPrinter {
  let lastProblem: PdfProblem | null = null;
  /** Ends each dialog that stands open, or is about to, by closing the window whose page it is to print. */
  const asking = new Set<() => void>();

  /** A window for one document; whoever opens it closes it. */
  function openPage() {
    const window = hiddenWindow();
    const gone = new Promise<void>((resolve) => window.once('closed', () => resolve()));
    return {
      contents: window.webContents,
      gone,
      close(): void {
        if (!window.isDestroyed()) window.destroy();
      },
      /** False where it has been closed meanwhile. */
      async load(html: string): Promise<boolean> {
        const address = pages.add(html);
        try {
          await Promise.race([window.loadURL(address), gone]);
        } catch (error) {
          if (!window.isDestroyed()) throw error;
        } finally {
          pages.remove(address);
        }
        return !window.isDestroyed();
      },
    };
  }

  /** Told to the log once, not with every sheet, until a PDF has been made again. */
  function failed(problem: PdfProblem, fields: Partial<Failed>): Result<never, PdfProblem> {
    if (problem !== lastProblem) logger.warn(problem, fields);
    lastProblem = problem;
    return err(problem);
  }

  function succeeded(pdf: Uint8Array): Result<Uint8Array, PdfProblem> {
    lastProblem = null;
    return ok(pdf);
  }

  return {
    async toPdf(html) {
      const { contents, gone, close, load } = openPage();
      try {
        if (!(await load(html))) return failed('pdf-failed', {});
        const pdf = contents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true });
        const made = await within(clock, PDF_LIMIT_MS, Promise.race([pdf, gone.then(() => null)]));
        return made === null || made === LATE ? failed('pdf-failed', {}) : succeeded(made);
      } catch (error) {
        return failed(isNoBrowser(error) ? 'pdf-needs-browser' : 'pdf-failed', errorSummary(error));
      } finally {
        close();
      }
    },
    async print(html, paper) {
      const { contents, gone, close, load } = openPage();
      // From here on: locked before the document is there, it asks nobody.
      asking.add(close);
      try {
        if (!(await load(html))) return 'cancelled';
        const answered = new Promise<Printed>((resolve) => {
          contents.print(
            { silent: false, printBackground: false, pageSize: PAGE_SIZES[paper] },
            (success, failureReason) => resolve(success ? 'printed' : readFailure(failureReason)),
          );
        });
        // Gone: the desk is locked, or the program closed, while the system's dialog is open.
        const ended = Promise.race([answered, gone.then(() => 'cancelled' as const)]);
        const waited = await within(clock, PRINT_LIMIT_MS, ended);
        const printed = waited === LATE ? 'unanswered' : waited;
        if (printed === 'failed' || printed === 'unanswered') logger.warn('print-failed');
        return printed;
      } finally {
        asking.delete(close);
        close();
      }
    },
    letGo() {
      for (const close of [...asking]) close();
    },
  };
}

type Printed = Awaited<ReturnType<SheetPrinter['print']>>;

/** Electron's names. Where none is given it takes A4, whatever the style sheet says. */
const PAGE_SIZES = { letter: 'Letter', a4: 'A4' } as const;

/** Only the preview answers so: Electron makes PDFs by itself. */
const isNoBrowser = (error: unknown): boolean => error instanceof Error && error.name === 'NoBrowser';

/**
 * Electron's words for why nothing was printed: a dialog that was left, no printer there is (in the words of several
 * versions), or anything else, which is a job that failed.
 */
function readFailure(reason: string): Printed {
  if (reason === 'Print job canceled') return 'cancelled';
  return /^(no (valid )?printers|failed to enumerate printers)/i.test(reason) ? 'no-printer' : 'failed';
}

function hiddenWindow(): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  return window;
}
