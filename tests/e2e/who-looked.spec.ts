import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/clinic-test.ts';

test('who opened a card, searched and exported is read and taken out by a manager, and by nobody else', async ({
  desk,
  clinic,
}) => {
  const { page } = desk;
  const { patient } = await clinic.newVisit();
  const folder = mkdtempSync(join(tmpdir(), 'reslot-record-'));
  await page.getByRole('button', { name: /^Signed in as / }).click();
  await page.getByRole('menuitem', { name: 'Switch user' }).click();
  await page.getByRole('button', { name: 'Sign in as Sam Whitfield' }).click();
  await desk.refresh();
  await page.getByRole('button', { name: 'Patients', exact: true }).click();
  await page.getByRole('combobox', { name: 'Search patients' }).fill(patient.name);
  await expect(page.getByRole('option', { name: new RegExp(`^${patient.name}`) })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: patient.name, exact: true })).toBeVisible();
  const everything = { from: null, to: null, subject: null, person: '', patient: '', before: null, limit: 5 };
  await expect(desk.invoke('record.list', everything)).rejects.toThrow('not-allowed');

  await page.getByRole('button', { name: /^Signed in as / }).click();
  await page.getByRole('menuitem', { name: 'Switch user' }).click();
  await page.getByRole('button', { name: 'Sign in as Morgan Reyes' }).click();
  const panel = await desk.openSettings('Users');
  await panel.getByRole('button', { name: 'Open the record' }).click();
  const record = page.getByRole('dialog', { name: 'Record' });
  const lines = record.getByRole('table', { name: 'Lines of the record' }).getByRole('row');
  await record.getByRole('textbox', { name: 'Patient' }).fill(patient.name);
  await record.getByRole('textbox', { name: 'Done by' }).fill('whitfield');
  await expect(lines).toHaveCount(2);
  await expect(lines.nth(1)).toContainText('Opened the patient’s data');
  await expect(lines.nth(1)).toContainText(patient.name);
  expect(await violations(desk)).toEqual([]);
  await record.getByRole('textbox', { name: 'Patient' }).fill('');
  await record.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Looking and searching' });
  await expect(lines.filter({ hasText: `Searched the patients for “${patient.name}”: 1 found` })).toHaveCount(
    1,
  );

  const path = join(folder, 'record.csv');
  page.once('dialog', (asked) => void asked.accept(path));
  await record.getByRole('button', { name: 'Export as CSV' }).click();
  await expect(record.getByRole('status')).toContainText(`saved to ${path}`);
  expect(readFileSync(path, 'utf8')).toContain('Opened the patient’s data');
  rmSync(folder, { recursive: true, force: true });
  await record.getByRole('textbox', { name: 'Done by' }).fill('');
  await record.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Printing and exporting' });
  await expect(lines.filter({ hasText: 'Saved as a file: the record' })).toHaveCount(1);
  await record.getByRole('textbox', { name: 'Done by' }).fill('nobody of that name');
  await expect(record.getByText('No line fits.')).toBeVisible();
});
