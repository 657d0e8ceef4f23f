import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { de } from '../../src-shared/text/de.ts';
import { es } from '../../src-shared/text/es.ts';
import { startApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

test('the window speaks as is chosen at this desk: at once, while it is locked, and at its next start', async ({
  desk,
  clinic,
}) => {
  const { page } = desk;
  const root = page.locator('html');
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await expect(root).toHaveAttribute('lang', 'en');
  try {
    const panel = await desk.openSettings('Appearance');
    await panel.getByRole('radio', { name: 'Español' }).check();
    await panel.getByRole('button', { name: 'Save', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(root).toHaveAttribute('lang', 'es');
    const settings = page.getByRole('tabpanel', { name: es.settings.SECTION_TITLES.appearance });
    await expect(settings.getByRole('button', { name: es.common.common.save, exact: true })).toBeFocused();
    await expect(settings.getByRole('radio', { name: 'Español' })).toBeChecked();
    expect(await violations(desk)).toEqual([]);

    await page.getByRole('button', { name: es.common.common.schedule, exact: true }).click();
    await page.getByRole('tab', { name: es.requests.words.inbox }).click();
    const row = page.getByRole('article').filter({ hasText: visit.patient.name });
    await row.click();
    await expect(row.getByRole('button', { name: es.requests.words.approve, exact: true })).toBeVisible();
    await expect(row).toContainText(/vie, 20 nov/);
    expect(await violations(desk)).toEqual([]);

    // In which order a field has day and month is the browser's: the words below leave no doubt.
    await row.getByRole('button', { name: es.requests.words.reschedule, exact: true }).click();
    const date = page.getByRole('form').getByLabel(es.requests.words.date);
    await date.fill('2026-12-03');
    await expect(date).toHaveAccessibleDescription('jue, 3 dic 2026');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+l');
    await expect(page.getByRole('heading', { name: es.users.entryText.who })).toBeVisible();
    await page.reload();
    await expect(root).toHaveAttribute('lang', 'es');
  } finally {
    await desk.signIn();
    await desk.invoke('settings.save', { language: 'system' });
  }
  await expect(root).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'Settings', exact: true })).toBeVisible();
});

test('by itself it speaks as the system does, and remembers that for what it says before it is open', async ({
  page,
}) => {
  const app = await startApp({ env: { LC_ALL: 'de_DE.UTF-8' } });
  try {
    await page.goto(app.deskUrl);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page.getByRole('heading', { name: de.users.entryText.who })).toBeVisible();
    expect(readFileSync(join(app.dataDir, 'language'), 'utf8')).toBe('de');
  } finally {
    await app.dispose();
  }
});
