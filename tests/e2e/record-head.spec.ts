import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { Desk } from '../support/desk.ts';
import { startPreview } from '../support/preview-process.ts';

test('the file that says how far the record reached is gone: told, and noted on the record', async ({
  page,
}) => {
  const files = mkdtempSync(join(tmpdir(), 'reslot-record-'));
  const data = join(files, 'data');
  const head = join(data, 'reslot.sqlite.record');
  const start = () =>
    startPreview({ files, program: ['--demo', '--demo-ports=0,0,0', `--data-dir=${data}`] });
  const requests = page.getByRole('tab', { name: /^Inbox \([1-9]/ });
  let desk = await start();
  try {
    await page.goto(desk.deskUrl);
    await new Desk(page).signIn();
    await expect(requests).toBeVisible();
    await page.goto('about:blank');
    await desk.end('SIGTERM');
    expect(existsSync(head)).toBe(true);
    rmSync(head);
    desk = await start();
    await page.goto(desk.deskUrl);
    await new Desk(page).signIn();
    const warning = page.getByRole('alert').filter({ hasText: 'The file that says how far' });
    await expect(warning).toContainText('tell whoever is responsible for your records');
    await warning.getByRole('button', { name: 'Open Settings' }).click();
    expect(await violations({ page })).toEqual([]);
    await page.getByRole('button', { name: 'Note it' }).click();
    const known = page.getByRole('textbox', { name: 'What is known about it' });
    await expect(known).toBeFocused();
    await expect(known).toHaveAccessibleDescription('Write what is known about it.');
    await known.fill('The files were moved to a new computer.');
    await page.getByRole('button', { name: 'Note it' }).click();
    await expect(page.getByText(/^Noted .*: The files were moved to a new computer\.$/)).toBeVisible();
    await expect(warning).toHaveCount(0);
    await expect(known).toHaveCount(0);
    expect(existsSync(head)).toBe(true);
  } finally {
    await desk.end('SIGKILL');
    rmSync(files, { recursive: true, force: true });
  }
});
