import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '../lib/chromium.mjs';
import { chromiumFlags } from './chromium.ts';
import { makePdfFolder, sweepPdfFolders } from './left-behind.ts';

/** There is no Chromium that could be started. The program knows it by its name. */
class NoBrowser extends Error {
  constructor() {
    super('Failed to generate PDF: no Chromium was found');
    this.name = 'NoBrowser';
  }
}

export interface PdfPrinter {
  /**
   * The page as PDF. Looks for Chromium anew each time. Rejects with `NoBrowser` when there is none, and with another error
   * when it makes no PDF or `signal` ends it.
   */
  print(html: string, signal: AbortSignal): Promise<Buffer>;
  /** Ends what is under way. */
  close(): void;
}

/** Makes PDFs by a browser of its own without a window, which takes the page size of the page's style sheet. */
export function createPdfPrinter(): PdfPrinter {
  const running = new Map<ChildProcess, string>();
  sweepPdfFolders();

  function end(child: ChildProcess): void {
    const directory = running.get(child);
    if (directory === undefined) return;
    running.delete(child);
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  }

  return {
    async print(html, signal) {
      const executable = findChromium();
      if (!executable) throw new NoBrowser();
      const directory = makePdfFolder();
      const [page, pdf] = [join(directory, 'page.html'), join(directory, 'page.pdf')];
      writeFileSync(page, html, { mode: 0o600 });
      const child = spawn(
        executable,
        [
          ...chromiumFlags(join(directory, 'profile')),
          '--headless',
          '--disable-gpu',
          '--no-pdf-header-footer',
          `--print-to-pdf=${pdf}`,
          page,
        ],
        { stdio: 'ignore' },
      );
      running.set(child, directory);
      signal.addEventListener('abort', () => end(child), { once: true });
      try {
        const code = await new Promise<number | null>((resolve, reject) => {
          child.once('error', () => reject(new NoBrowser()));
          child.once('exit', resolve);
        });
        if (code !== 0) throw new Error(`Failed to generate PDF: Chromium ended with ${code}`);
        return await readFile(pdf);
      } finally {
        end(child);
      }
    },
    close: () => {
      for (const child of [...running.keys()]) end(child);
    },
  };
}
