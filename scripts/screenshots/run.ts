/** Writes the pictures into the directory named by its argument. Its clinics have data directories of their own. */
import { chromium } from '@playwright/test';
import { startApp } from '../../tests/support/app.ts';
import { Desk } from '../../tests/support/desk.ts';
import { findChromium } from '../lib/chromium.mjs';
import { appointment } from './appointment.ts';
import { calendar } from './calendar.ts';
import { Camera, USUAL } from './camera.ts';
import { decided } from './decided.ts';
import { deciding } from './deciding.ts';
import { emptyDesk } from './empty-desk.ts';
import { inbox } from './inbox.ts';
import { languages } from './languages.ts';
import { patientSide } from './patient-side.ts';
import { patients } from './patients.ts';
import { firstUser, people } from './people.ts';
import { settings } from './settings.ts';
import { sheet } from './sheet.ts';
import { trouble } from './trouble.ts';

/** Monday, 23 November 2026, 9:00 AM in Chicago. */
const NOW = '2026-11-23T15:00:00Z';
const STEP_LIMIT_MS = 20_000;
const FIRST_PULL_LIMIT_MS = 60_000;

// The pictures are of an English system, whatever the machine's own language is.
process.env.LC_ALL = 'C.UTF-8';

const directory = process.argv[2];
if (directory === undefined) throw new Error('The directory is missing.');
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath === null ? {} : { executablePath }),
  // Chromium refuses its sandbox to root.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const app = await startApp({ now: NOW });
try {
  const context = await browser.newContext({
    viewport: USUAL,
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(STEP_LIMIT_MS);
  const desk = new Desk(await context.newPage());
  // The first pull takes longer than any later step.
  await desk.page.goto(app.deskUrl);
  await desk.signIn();
  await desk.page.getByRole('tab', { name: /^Inbox/ }).waitFor({ timeout: FIRST_PULL_LIMIT_MS });
  await desk.open(app.deskUrl);
  const camera = new Camera(desk.page, directory);
  await inbox(desk, camera);
  await languages(desk, camera);
  await deciding(desk, camera);
  await decided(desk, camera);
  await calendar(desk, camera);
  await appointment(desk, camera);
  await patientSide(app, new Camera(await context.newPage(), directory));
  await patients(desk, camera);
  await sheet(desk, camera);
  await settings(desk, camera);
  await people(desk, camera);
  await firstUser(new Camera(await context.newPage(), directory));
  await emptyDesk(new Camera(await context.newPage(), directory));
  await trouble(new Camera(await context.newPage(), directory));
} finally {
  await app.dispose();
  await browser.close();
}
