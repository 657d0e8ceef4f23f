import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { DEFAULT_SHEET } from '../../src-shared/domain/downtime-sheet.ts';
import type { Desk } from '../../tests/support/desk.ts';
import type { Camera } from './camera.ts';

/** The downtime sheet: its dialog, without a printer, and its settings when a sheet is written and when its folder is gone. */
export async function sheet(desk: Desk, camera: Camera): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: 'Downtime sheet' });
  await expect(dialog.getByTitle('Preview of the downtime sheet')).toBeVisible();
  await camera.take('sheet');
  await dialog.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await camera.take('sheet-no-printer');
  await page.keyboard.press('Escape');

  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  const panel = await desk.openSettings('Downtime sheet');
  await panel.getByRole('switch', { name: 'Write the downtime sheet by itself' }).check();
  await panel.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await desk.save(panel);
  await expect(panel.getByText(/^Written today/)).toBeVisible();
  await camera.take('settings-downtime-sheet-written');
  rmSync(folder, { recursive: true });
  await panel.getByRole('button', { name: 'Write now' }).click();
  // What stood under Needs attention before stays there.
  await expect(desk.status).toContainText(/needs? attention/);
  await expect(panel.getByRole('alert')).toBeVisible();
  await camera.take('settings-downtime-sheet-folder-gone');
  await desk.openView('Needs attention');
  await expect(page.getByRole('article', { name: /^Downtime sheet not written/ })).toBeVisible();
  await camera.take('attention-downtime-sheet');
  await desk.invoke('settings.save', { sheet: DEFAULT_SHEET });
}
