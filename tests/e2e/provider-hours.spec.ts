import { violations } from '../support/axe.ts';
import { expect, test } from '../support/clinic-test.ts';

const ASKED = '2026-11-20';

test('a provider’s own hours are offered, shown, and asked about before they are gone against', async ({
  clinic,
  portal,
  desk,
  settings,
}) => {
  await settings.keep();
  const visit = await clinic.newVisit();
  const { provider } = visit;
  await portal.askToReschedule(visit, ASKED, '10:00');
  const row = await desk.receive('Reschedule appointment', visit.patient);
  await expect(row.getByRole('button', { name: 'Approve', exact: true })).toBeEnabled();

  const practice = await desk.openSettings('Practice');
  const hours = practice.getByRole('group', { name: 'Hours of providers' });
  await hours
    .getByRole('combobox', { name: 'A provider with hours of their own' })
    .selectOption(provider.name);
  const { keyboard } = desk.page;
  await hours.getByRole('button', { name: 'Add hours', exact: true }).press('Enter');
  const own = hours.getByRole('checkbox', { name: `${provider.name}, Friday, own hours` });
  await own.focus();
  await keyboard.press('Space');
  await hours.getByRole('button', { name: `Remove hours 2 on ${provider.name}, Friday` }).click();
  await hours.getByLabel(`${provider.name}, Friday, opens, 1`).fill('13:00');
  await hours.getByLabel(`${provider.name}, Friday, closes, 1`).fill('17:30');
  expect(await violations(desk)).toEqual([]);
  await desk.save(practice);

  const there = await desk.receive('Reschedule appointment', visit.patient);
  await expect(there).toContainText(`Outside the hours of ${provider.name}`);
  await there.getByRole('button', { name: 'Approve', exact: true }).click();
  const warning = desk.page.getByRole('dialog', { name: 'Outside the provider’s hours' });
  await expect(warning).toContainText(`That is outside the hours of ${provider.name}: 1:00 PM – 5:30 PM.`);
  await warning.getByRole('button', { name: 'Book anyway' }).click();
  await expect(warning).toContainText('Say why it is to be booked anyway.');
  await warning.getByRole('textbox', { name: 'Reason for booking it anyway' }).fill('Comes in for this one');
  await warning.getByRole('button', { name: 'Book anyway' }).click();
  await expect(await desk.confirmed('Reschedule appointment', visit.patient)).toContainText('Approved');
});

test('a time in an absence is told, and given with a reason only', async ({ clinic, portal, desk }) => {
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, ASKED, '10:00');
  await desk.refresh();
  const [start, end] = [Date.parse('2026-11-20T06:00:00Z'), Date.parse('2026-11-21T06:00:00Z')];
  const { id } = await desk.invoke('absences.begin', { practitionerId: visit.provider.id, start, end });
  try {
    const row = await desk.receive('Reschedule appointment', visit.patient);
    await expect(row).toContainText(`${visit.provider.name} is away: Fri, Nov 20`);
    await row.getByRole('button', { name: 'Approve', exact: true }).click();
    const warning = desk.page.getByRole('dialog', { name: 'The provider is away then' });
    await expect(warning).toContainText(`${visit.provider.name} is away: Fri, Nov 20`);
    await warning.getByRole('button', { name: 'Back' }).click();
  } finally {
    await desk.invoke('absences.end', { id });
  }
});
