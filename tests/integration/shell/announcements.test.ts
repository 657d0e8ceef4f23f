import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runOnStandIn, shell } from '../../support/stand-in-program.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-announcements-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Announces two requests on a desktop where that ends as `mode` says. */
const announced = (mode: string) =>
  runOnStandIn(
    directory,
    `
      import { app, BrowserWindow } from 'electron';
      import { announceNewRequests } from ${shell('announcements.ts')};
      app.whenReady().then(() => {
        announceNewRequests({
          window: new BrowserWindow(),
          count: 2,
          logger: { warn: (event) => { console.log(event); app.exit(0); } },
          onClick: () => { console.log('clicked'); app.exit(0); },
        });
        // Nobody clicks on what is gone.
        setTimeout(() => app.exit(7), 10_000);
      });
    `,
    [`--preview-notifications=${mode}`],
  );

test('a notification is there for as long as it can be clicked on', async () => {
  expect(await announced('clicked')).toEqual({ code: 0, output: 'clicked\n' });
});

test('one that the system refuses is told to the log', async () => {
  expect(await announced('fails')).toEqual({ code: 0, output: 'notification-failed\n' });
});
