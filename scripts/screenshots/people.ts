import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Desk } from '../../tests/support/desk.ts';
import { startPreview } from '../../tests/support/preview-process.ts';
import type { Camera } from './camera.ts';

/** Users, the record, and the locked desk. */
export async function people(desk: Desk, camera: Camera): Promise<void> {
  const { page } = desk;
  const panel = await desk.openSettings('Users');
  await panel.getByRole('button', { name: 'Add a user' }).click();
  await camera.take('users-add');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await panel.getByRole('button', { name: 'Open the record' }).click();
  const record = page.getByRole('dialog', { name: 'Record' });
  await expect(record.getByRole('row').nth(5)).toBeVisible();
  await camera.takeInEverySize('record');
  await record.getByRole('button', { name: 'Close' }).click();

  const menu = page.getByRole('button', { name: /^Signed in as / });
  await menu.click();
  await camera.take('user-menu');
  await page.getByRole('menuitem', { name: 'Lock' }).click();
  await expect(page.getByRole('heading', { name: 'Who is here?' })).toBeVisible();
  await camera.takeInEverySize('locked');
  await desk.signIn();
}

/** What a clinic's new desk begins with, and where it is signed in to. */
export async function firstUser(camera: Camera): Promise<void> {
  const { page } = camera;
  const files = mkdtempSync(join(tmpdir(), 'reslot-pictures-'));
  const clinic = await startPreview({ files, program: [`--data-dir=${join(files, 'data')}`] });
  try {
    await page.goto(clinic.deskUrl);
    await expect(page.getByRole('heading', { name: 'Who works at this desk?' })).toBeVisible();
    await camera.takeInEverySize('first-user');
    await page.getByLabel('Your name').fill('Morgan Reyes');
    await page.getByLabel('PIN or passphrase', { exact: true }).fill('the blue door');
    await page.getByLabel('The same again').fill('the blue door');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('button', { name: /^Signed in as / }).click();
    await page.getByRole('menuitem', { name: 'Lock' }).click();
    await camera.take('locked-with-pin');
  } finally {
    await clinic.end('SIGKILL');
    rmSync(files, { recursive: true, force: true });
  }
}
