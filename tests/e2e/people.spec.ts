import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/clinic-test.ts';
import { startPreview } from '../support/preview-process.ts';
import { MANAGER } from '../support/sign-in.ts';

const TITLE = 'Reschedule appointment';
const WRONG = '771204';
const pin = (page: Page) => page.getByLabel('PIN or passphrase', { exact: true });
const locked = (page: Page) => page.getByRole('heading', { name: 'This desk is locked' });

/** Chooses from the menu of whoever is signed in. */
async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^Signed in as / }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a clinic’s desk begins with its first user; five wrong PINs make wait, also after a new start', async ({
  page,
}) => {
  const files = mkdtempSync(join(tmpdir(), 'reslot-people-'));
  const start = () => startPreview({ files, program: [`--data-dir=${join(files, 'data')}`] });
  let desk = await start();
  const inbox = page.getByRole('tab', { name: /^Inbox \(/ });
  try {
    await page.goto(desk.deskUrl);
    await expect(page.getByRole('heading', { name: 'Who works at this desk?' })).toBeVisible();
    await page.getByLabel('Your name').fill(MANAGER.name);
    await pin(page).fill('123456');
    await page.getByLabel('The same again').fill(MANAGER.secret);
    await page.keyboard.press('Enter');
    await expect(page.getByText('That one is guessed at once. Take another.')).toBeVisible();
    await expect(page.getByText('The two are not the same.')).toBeVisible();
    await pin(page).fill(MANAGER.secret);
    await page.getByRole('button', { name: 'Begin' }).click();
    await expect(inbox).toBeVisible();

    await page.keyboard.press('Control+l');
    await expect(locked(page)).toBeVisible();
    await expect(inbox).toHaveCount(0);
    await pin(page).fill(MANAGER.secret);
    await page.keyboard.press('Enter');
    await expect(inbox).toBeVisible();

    await choose(page, 'Lock');
    for (const _ of [1, 2, 3, 4]) {
      await pin(page).fill(WRONG);
      await page.keyboard.press('Enter');
      await expect(page.getByText('That is not the right PIN or passphrase.')).toBeVisible();
    }
    await pin(page).fill(WRONG);
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Try again in \d+ seconds?\.$/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled();
    await desk.end('SIGKILL');
    desk = await start();
    await page.goto(desk.deskUrl);
    await expect(page.getByText(/^Try again in \d+ seconds?\.$/)).toBeVisible();
  } finally {
    await desk.end('SIGKILL');
    rmSync(files, { recursive: true, force: true });
  }
});

test('locked while a message is being typed: the same person finds it where they were', async ({
  desk,
  clinic,
  portal,
}) => {
  const { page } = desk;
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive(TITLE, visit.patient);
  await desk.fillWhen(await desk.openForm(row), '2026-11-24', '16:00');
  await row.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await desk.fillWords({ reason: 'Other', message: 'Half a sen' });
  await desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' }).press('Control+l');
  await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible();
  await expect(page.getByText(visit.patient.name)).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign in as Morgan Reyes' }).click();
  const message = desk.reasonDialog.getByRole('textbox', { name: 'Message to patient' });
  await expect(message).toHaveValue('Half a sen');

  // What is being sent when the desk is locked is sent.
  await message.fill('A whole sentence.');
  await desk.fillWords({ reason: 'Provider unavailable' });
  await desk.reasonDialog.getByRole('button', { name: 'Send', exact: true }).click({ noWaitAfter: true });
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: 'Sign in as Morgan Reyes' }).click();
  await desk.find('Awaiting patient', TITLE, visit.patient);
});

test('a receptionist signs in, and what is a manager’s is refused by the program itself', async ({
  desk,
}) => {
  const { page } = desk;
  await choose(page, 'Switch user');
  await page.getByRole('button', { name: 'Sign in as Sam Whitfield' }).click();
  await expect(page.getByRole('button', { name: 'Signed in as Sam Whitfield' })).toBeVisible();
  await expect(desk.invoke('settings.save', { portal: { kind: 'none' } })).rejects.toThrow('not-allowed');
  await expect(desk.invoke('users.list', undefined)).rejects.toThrow('not-allowed');
  await desk.invoke('settings.save', { density: 'comfortable' });
  const panel = await desk.openSettings('Portal connection');
  await expect(panel.getByRole('note')).toContainText('This is a manager’s to change.');
  await expect(panel.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await choose(page, 'Lock');
  await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible();
  await expect(desk.invoke('patients.search', { text: 'a' } as never)).rejects.toThrow('locked');
});

test('a manager adds somebody, who signs in, changes their PIN, and is given a new one', async ({ desk }) => {
  const { page } = desk;
  const panel = await desk.openSettings('Users');
  const typePin = async (secret: string): Promise<void> => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/PIN or passphrase/).fill(secret);
    await dialog.getByLabel('The same again').fill(secret);
  };
  await panel.getByRole('button', { name: 'Add a user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a user' });
  await dialog.getByLabel('Name', { exact: true }).fill('Ada Quill');
  await typePin('415263');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const people = panel.getByRole('list', { name: 'Who signs in here' }).getByRole('listitem');
  await expect(people).toHaveCount(3);
  await expect(people.last()).toContainText('Ada Quill');
  await expect(people.last()).toContainText('Receptionist');

  await choose(page, 'Switch user');
  await page.getByRole('button', { name: 'Ada Quill', exact: true }).click();
  await pin(page).fill('415263');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await choose(page, 'Change my PIN');
  await page.getByLabel('The one you have now').fill('415263');
  await typePin('the blue door');
  await page.getByRole('dialog').getByRole('button', { name: 'Change my PIN' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await choose(page, 'Lock');
  await pin(page).fill('the blue door');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Signed in as Ada Quill' })).toBeVisible();

  await choose(page, 'Switch user');
  await page.getByRole('button', { name: 'Sign in as Morgan Reyes' }).click();
  await desk.openSettings('Users');
  await people.last().getByRole('button', { name: 'New PIN' }).click();
  await typePin('902817');
  await page.getByRole('button', { name: 'Set the PIN' }).click();
  await people.last().getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(people).toHaveCount(2);
});
