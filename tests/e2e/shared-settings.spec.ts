import { violations } from '../support/axe.ts';
import { expect, test } from '../support/practice-test.ts';

test('what one desk saves counts at the other; two who save the same choose, and what is typed stays', async ({
  surroundings,
  desk,
  otherDesk,
}) => {
  const hours = await desk.openSettings('Practice');
  await hours.getByRole('textbox', { name: 'Phone' }).fill('(312) 555-0177');
  await hours.getByLabel('Monday, opens, 1').fill('07:30');
  await desk.save(hours);
  await expect(hours.getByText('All desks share these. Last saved at this desk')).toBeVisible();
  const theirHours = await otherDesk.openSettings('Practice');
  await otherDesk.refresh();
  await expect(theirHours.getByRole('textbox', { name: 'Phone' })).toHaveValue('(312) 555-0177');
  await otherDesk.openCalendar('List');
  await expect(otherDesk.panel('List').getByText('Open 7:30 AM')).toBeVisible();

  await surroundings.wires.portal.cut();
  const policy = await desk.openSettings('Cancellation policy');
  await policy.getByRole('radio', { name: 'Always' }).check();
  await desk.save(policy);
  await expect(policy.getByText('Saved at this desk; will be shared when the portal answers.')).toBeVisible();
  const theirPolicy = await otherDesk.openSettings('Cancellation policy');
  await theirPolicy.getByRole('radio', { name: 'Never' }).check();
  await otherDesk.save(theirPolicy);
  await expect(theirPolicy.getByText('All desks share these. Last saved at this desk')).toBeVisible();
  await surroundings.wires.portal.restore();
  await desk.refresh();

  // The practice's counts, and both are shown.
  const differences = policy.getByRole('alert', { name: 'What differs' });
  await expect(differences).toBeVisible({ timeout: 30_000 });
  await expect(differences.getByRole('row', { name: /^Approval needed Never Always$/ })).toBeVisible();
  await expect(policy.getByRole('radio', { name: 'Never' })).toBeChecked();
  await expect(desk.page.getByRole('tab', { name: /^Cancellation policy ?, needs a choice$/ })).toBeVisible();
  expect(await violations(desk)).toEqual([]);
  await desk.openCalendar('List');
  await desk.page.getByRole('button', { name: 'Open Settings' }).click();
  await expect(differences).toBeVisible();

  await theirPolicy.getByRole('radio', { name: 'Within N days of the appointment' }).check();
  await differences.getByRole('button', { name: 'Use mine' }).click();
  await expect(policy.getByText('All desks share these. Last saved at this desk')).toBeVisible();
  await expect(differences).toBeHidden();
  await expect(policy.getByRole('radio', { name: 'Always' })).toBeChecked();

  await otherDesk.refresh();
  await expect(theirPolicy.getByText('has saved this section while you were typing')).toBeVisible();
  await expect(theirPolicy.getByRole('radio', { name: 'Within N days of the appointment' })).toBeChecked();
  await theirPolicy.getByRole('button', { name: 'Discard changes' }).click();
  await expect(theirPolicy.getByRole('radio', { name: 'Always' })).toBeChecked();
});
