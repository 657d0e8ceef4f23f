import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Desk } from '../support/desk.ts';
import { openPage } from '../support/preview-page.ts';
import { startPreview } from '../support/preview-process.ts';

test('a damaged database: somebody is asked, takes the newest backup, and the desk opens', async ({
  page,
}) => {
  const files = mkdtempSync(join(tmpdir(), 'reslot-damaged-'));
  const data = join(files, 'data');
  const start = () => startPreview({ files, program: [`--data-dir=${data}`] });
  let desk = await start();
  try {
    const first = await openPage(desk.deskUrl);
    expect(await first.invoke('backups.make', undefined)).toMatchObject({ ok: true });
    first.close();
    await desk.end('SIGKILL');
    writeFileSync(join(data, 'reslot.sqlite'), 'not a database '.repeat(1000));
    desk = await start();
    await page.goto(desk.deskUrl);
    const box = page.getByRole('dialog', { name: 'Reslot' });
    await expect(box.getByRole('heading', { name: 'Reslot’s database is damaged.' })).toBeVisible();
    await expect(box).toContainText('The newest good backup is of today');
    await box.getByRole('button', { name: 'Restore the backup' }).click();
    await expect(page.getByRole('heading', { name: 'This desk is locked' })).toBeVisible();
    await new Desk(page).signIn();
    await expect(page.getByText(/^The backup of today, .* was restored\./)).toBeVisible();
    await expect(page.getByRole('tab', { name: /^Inbox \(/ })).toBeVisible();
  } finally {
    await desk.end('SIGKILL');
    rmSync(files, { recursive: true, force: true });
  }
});
