import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { newRecoveryKey } from '../../src-main/keys/recovery-key.ts';
import { violations } from '../support/axe.ts';
import { Desk } from '../support/desk.ts';
import { startPreview } from '../support/preview-process.ts';

test('a recovery key is made, and opens the database when the key store has lost its own', async ({
  page,
}) => {
  const files = mkdtempSync(join(tmpdir(), 'reslot-recovery-'));
  const data = join(files, 'data');
  const start = (...more: string[]) => startPreview({ files, program: [`--data-dir=${data}`, ...more] });
  let desk = await start();
  try {
    await new Desk(page).open(desk.deskUrl);
    const missing = page.getByText('No recovery key has been made: if this computer’s key store is lost');
    // It may stand behind another one.
    await expect(missing).toBeAttached();
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('tab', { name: 'Backups' }).click();
    await page.getByRole('button', { name: 'Make a recovery key …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your recovery key' });
    const shown = (await dialog.getByText(/^([0-9A-Z]{5}){6}$/).innerText()).replaceAll(/\s/g, '');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Print', exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText('This computer has no printer.');
    await dialog.getByRole('button', { name: 'I have it on paper' }).click();
    await expect(page.getByText('The one that opens them was made today')).toBeVisible();
    await expect(missing).toHaveCount(0);
    await page.getByRole('button', { name: 'Make a new one …' }).waitFor();
    await desk.end('SIGTERM');

    // The user's password was set anew, say: what the system had encrypted is lost.
    rmSync(join(data, 'preview-key'));
    const typed = join(files, 'typed.txt');
    const wrong = shown.charAt(7) === 'A' ? 'B' : 'A';
    writeFileSync(typed, shown.slice(0, 7) + wrong + shown.slice(8));
    await expect(start(`--recovery-key-file=${typed}`)).rejects.toThrow('mistyped in group 2');
    writeFileSync(typed, shown.toLowerCase());
    desk = await start(`--recovery-key-file=${typed}`);
    await desk.end('SIGTERM');

    // Another time it is typed into the window, by keys alone.
    rmSync(join(data, 'preview-key'));
    desk = await start();
    await page.goto(desk.deskUrl);
    const field = page.getByRole('textbox', { name: 'Recovery key' });
    await expect(field).toBeFocused();
    expect(await violations({ page })).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Enter the recovery key.')).toBeVisible();
    const mistyped = shown.slice(0, 7) + wrong + shown.slice(8);
    await page.keyboard.type(mistyped);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('Something is wrong in group 2 of six.');
    // It is mended where it is.
    await expect(field).toHaveValue(mistyped);
    await expect(field).toBeFocused();
    expect(await violations({ page })).toEqual([]);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(newRecoveryKey());
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('This is the recovery key of another desk');
    await expect(field).toHaveValue('');
    await expect(field).toBeFocused();
    await page.keyboard.insertText((shown.match(/.{5}/g) ?? []).join(' ').toLowerCase());
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'This desk is locked' })).toBeVisible();
    await new Desk(page).open(desk.deskUrl);
    await desk.end('SIGTERM');
    // The new key store has it from then on.
    desk = await start();
    await new Desk(page).open(desk.deskUrl);
    await expect(missing).toHaveCount(0);
  } finally {
    await desk.end('SIGKILL');
    rmSync(files, { recursive: true, force: true });
  }
});
