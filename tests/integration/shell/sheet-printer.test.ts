import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runOnStandIn, shell } from '../../support/stand-in-program.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-printer-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Prints, and locks after so many milliseconds; null: before anything else happens. */
const locked = (afterMs: number | null, printer: string) =>
  runOnStandIn(
    directory,
    `
      import { app, BrowserWindow, protocol } from 'electron';
      import { createSheetPages } from ${shell('sheet-pages.ts')};
      import { createSheetPrinter } from ${shell('sheet-printer.ts')};
      protocol.registerSchemesAsPrivileged([{ scheme: 'reslot', privileges: { standard: true, secure: true } }]);
      const pages = createSheetPages(() => 'a');
      const clock = { now: () => 0, elapsed: () => 0, after: () => () => {} };
      app.whenReady().then(async () => {
        protocol.handle('reslot', ({ method, url }) => pages.respond(method, url));
        const shown = new BrowserWindow();
        const printer = createSheetPrinter(pages, clock, { warn: (event) => console.log(event) });
        const printing = printer.print('<p>Jane</p>', 'a4');
        ${afterMs === null ? 'printer.letGo();' : `setTimeout(() => printer.letGo(), ${afterMs});`}
        setTimeout(() => { console.log('still asked'); app.exit(0); }, 5_000);
        console.log(await printing, pages.respond('GET', 'reslot://sheet/a'));
        app.exit(0);
      });
    `,
    [`--preview-printer=${printer}`],
  );

test('a dialog that stands open when the desk is locked prints nothing any more', async () => {
  expect(await locked(200, 'silent')).toEqual({ code: 0, output: 'cancelled null\n' });
});

test('what is not there yet when the desk is locked opens no dialog', async () => {
  expect(await locked(null, 'prints')).toEqual({ code: 0, output: 'cancelled null\n' });
});
