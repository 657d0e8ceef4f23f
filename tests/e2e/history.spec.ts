import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violations } from '../support/axe.ts';
import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';

const TITLE = 'Reschedule appointment';

test('the history: what moved where, by whom, the e-mail as it was sent, and a file of it', async ({
  clinic,
  mailbox,
  desk,
}) => {
  const { page } = desk;
  const folder = mkdtempSync(join(tmpdir(), 'reslot-history-'));
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '15:00', { note: [{ text: '=SUM(1;2) please' }] }));
  const row = await desk.receive(TITLE, visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  const closed = await desk.confirmed(TITLE, visit.patient);
  await expect(closed).toContainText('Was at');
  await expect(closed.locator('dt', { hasText: 'Moved to' }).locator('xpath=../dd')).toContainText('3:00 PM');

  await closed.getByRole('button', { name: 'Show e-mail', exact: true }).last().click();
  const dialog = page.getByRole('dialog', { name: 'E-mail', exact: true });
  await expect(dialog).toContainText(`To: ${visit.patient.name} <${visit.patient.email}>`);
  const sent = await mailbox.newest(visit.patient);
  await expect(dialog).toContainText(`Subject: ${sent.subject}`);
  await expect(dialog.getByTitle('The e-mail as it was written')).toHaveAttribute('srcdoc', /3:00 PM/);
  expect(await violations(desk)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page.getByRole('button', { name: 'Filters', exact: true }).click();
  const filters = page.getByRole('group', { name: 'Filters' });
  await filters.getByRole('combobox', { name: 'Outcome' }).selectOption({ label: 'Denied' });
  await expect(
    page.getByRole('tabpanel', { name: 'History' }).getByText('No request matches.'),
  ).toBeVisible();
  await filters.getByRole('combobox', { name: 'Outcome' }).selectOption({ label: 'Approved' });
  await filters.getByLabel('Settled from').fill('2026-11-16');
  await filters.getByLabel('Settled until').fill('2026-11-16');
  expect(await violations(desk)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(desk.request(TITLE, visit.patient)).toBeVisible();
  const chips = page.getByRole('list', { name: 'Chosen filters' });
  await expect(chips.getByRole('button')).toHaveText([
    'Approved',
    'Settled from Mon, Nov 16',
    'Settled until Mon, Nov 16',
  ]);

  const path = join(folder, 'history.csv');
  page.once('dialog', (asked) => void asked.accept(path));
  const button = page.getByRole('button', { name: 'Export as CSV', exact: true });
  await button.press('Enter');
  await expect(page.getByText(`1 request saved to ${path}`)).toBeVisible();
  // It cannot be pressed meanwhile; whoever pressed it by keyboard is still there.
  await expect(button).toBeFocused();
  const text = readFileSync(path, 'utf8');
  expect(text.startsWith('\ufeffRequest,Patient,')).toBe(true);
  expect(text).toContain(`,'=SUM(1;2) please\r\n`);
  rmSync(folder, { recursive: true, force: true });

  await chips.getByRole('button', { name: 'Remove filter Approved', exact: true }).click();
  await expect(chips.getByRole('button')).toHaveCount(2);
});
