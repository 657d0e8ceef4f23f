import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { START_AGAIN } from '../../scripts/lib/start-again.mjs';
import { violations } from '../support/axe.ts';
import { Desk } from '../support/desk.ts';
import { startPreview } from '../support/preview-process.ts';

test('a manager changes the keys: everything is there after the restart, the old recovery key is refused, the new one opens', async ({
  page,
}) => {
  const files = mkdtempSync(join(tmpdir(), 'reslot-change-keys-'));
  const data = join(files, 'data');
  const keyFile = (): { mark: string } => JSON.parse(readFileSync(join(data, 'keys.json'), 'utf8'));
  const start = (...more: string[]) => startPreview({ files, program: [`--data-dir=${data}`, ...more] });
  let running = await start();
  try {
    const desk = new Desk(page);
    await desk.open(running.deskUrl);
    const panel = await desk.openSettings('Backups');
    const shown = page.getByRole('dialog', { name: 'Your recovery key' });
    const keyIn = async (): Promise<string> =>
      (await shown.getByText(/^([0-9A-Z]{5}){6}$/).innerText()).replaceAll(/\s/g, '');
    await panel.getByRole('button', { name: 'Make a recovery key …' }).click();
    const oldKey = await keyIn();
    await shown.getByRole('button', { name: 'I have it on paper' }).click();
    await panel.getByRole('button', { name: 'Back up now' }).click();
    await expect(panel.getByText('The backup has been made and verified.')).toBeVisible();
    const before = keyFile().mark;

    // Left at the first look, and at the second: nothing is changed.
    const change = panel.getByRole('button', { name: 'Change the keys …' });
    const told = page.getByRole('dialog', { name: 'Change the keys' });
    await change.click();
    await expect(told).toContainText(
      'The keys are changed when Reslot starts next, which takes a few seconds',
    );
    expect(await violations(desk)).toEqual([]);
    await told.getByRole('button', { name: 'Cancel' }).click();
    await change.click();
    await told.getByRole('button', { name: 'Show the new recovery key' }).click();
    await page.keyboard.press('Escape');
    await shown.getByRole('button', { name: 'Keep the present keys' }).click();
    await expect(change).toBeVisible();

    await change.click();
    await page.keyboard.press('Enter');
    const newKey = await keyIn();
    expect(newKey).not.toBe(oldKey);
    await expect(shown).toContainText('Nothing is changed yet.');
    expect(await violations(desk)).toEqual([]);
    await shown.getByRole('button', { name: 'I have it on paper' }).click();
    await expect(panel.getByText('The keys are changed when Reslot starts next')).toBeVisible();
    expect(await violations(desk)).toEqual([]);
    await expect(panel.getByRole('button', { name: 'Make a new one …' })).toBeDisabled();
    expect(keyFile().mark).toBe(before);

    await panel.getByRole('button', { name: 'Restart now' }).click();
    expect(await running.ended).toBe(START_AGAIN);
    running = await start();
    expect(keyFile().mark).not.toBe(before);
    await desk.open(running.deskUrl);
    await desk.openSettings('Backups');
    await expect(panel.getByText('The one that opens them was made today')).toBeVisible();
    await expect(change).toBeVisible();
    const backup = panel.getByRole('table', { name: 'Backups' }).getByRole('row').nth(1);
    await expect(backup).toContainText(/Today.*0 appointments/);
    await panel.getByRole('button', { name: 'Check the record' }).click();
    await expect(panel.getByText(/^Looked at since this start: \d+ lines, all as written\./)).toBeVisible();
    await desk.openSettings('Users');
    await page.getByRole('button', { name: 'Open the record' }).click();
    const record = page.getByRole('dialog', { name: 'Record' });
    await expect(record.getByText('Asked for new keys at the next start')).toBeVisible();
    await expect(
      record.getByText('The keys of the database and its recovery key were changed'),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    // A backup of before the change.
    await desk.openSettings('Backups');
    const loaded = page.waitForEvent('load');
    await backup.getByRole('button', { name: /^Restore …/ }).click();
    await page
      .getByRole('dialog', { name: 'Restore a backup' })
      .getByRole('button', { name: 'Restore' })
      .click();
    await loaded;
    await desk.signIn();
    await expect(page.getByText(/^The backup of today, .* was restored\./)).toBeVisible();
    await running.end('SIGTERM');

    // On another computer, say.
    rmSync(join(data, 'preview-key'));
    const typed = join(files, 'typed.txt');
    writeFileSync(typed, oldKey);
    await expect(start(`--recovery-key-file=${typed}`)).rejects.toThrow(
      'This is a recovery key, but not the one for this database',
    );
    writeFileSync(typed, newKey);
    running = await start(`--recovery-key-file=${typed}`);
    await desk.open(running.deskUrl);
  } finally {
    await running.end('SIGKILL');
    rmSync(files, { recursive: true, force: true });
  }
});
