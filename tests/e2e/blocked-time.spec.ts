import type { Locator } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk } from '../support/desk.ts';

const DAY = '2026-11-20';
const dialog = (desk: Desk): Locator => desk.page.getByRole('dialog');
const blocked = (desk: Desk): Locator => desk.page.getByRole('button', { name: /^Blocked, / });

test('by keyboard: time is blocked every week, said where somebody asks for it, and taken back', async ({
  clinic,
  portal,
  desk,
  settings,
}) => {
  await settings.keep();
  // What is taken back at the end must not be too late for it on a slow machine.
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 60 }));
  const visit = await clinic.newVisit({ date: DAY, time: '12:15' });
  const other = await clinic.newVisit({ provider: visit.provider });
  await portal.askToReschedule(other, '2026-11-27', '13:15');
  await desk.refresh();
  await desk.setUpCalendar([visit.provider]);
  await desk.openCalendar('Day');
  await desk.page.getByRole('textbox', { name: 'Day shown' }).fill(DAY);
  await desk.page.getByRole('heading', { level: 2, name: 'Friday, November 20, 2026' }).click();
  const { keyboard } = desk.page;
  await keyboard.press('b');
  await expect(dialog(desk).getByRole('combobox', { name: 'Provider' })).toBeFocused();
  await keyboard.type(visit.provider.name);
  await dialog(desk).getByLabel(/^From/).fill('12:00');
  await dialog(desk)
    .getByLabel(/^Until/)
    .fill('13:30');
  await dialog(desk).getByRole('checkbox', { name: 'Every week' }).press('Space');
  await keyboard.press('Control+Enter');
  await expect(dialog(desk)).toContainText('Say why, for example “staff meeting”.');
  await dialog(desk).getByRole('textbox', { name: /^Why/ }).fill('Staff meeting');
  // A last day that is typed halfway does not block the time for good.
  const last = dialog(desk).getByLabel('Last day');
  await last.focus();
  await keyboard.type('12');
  await keyboard.press('Control+Enter');
  await expect(dialog(desk)).toContainText('A date or a time is typed halfway');
  await expect(last).toBeFocused();
  await keyboard.press('ArrowLeft');
  await keyboard.press('Backspace');
  await expect(dialog(desk)).not.toContainText('A date or a time is typed halfway');
  await expect(dialog(desk)).toContainText(`1 visit stands in that time (until`);
  await expect(dialog(desk)).toContainText(visit.patient.name);
  expect(await violations(desk)).toEqual([]);
  await keyboard.press('Control+Enter');
  await expect(dialog(desk)).toHaveCount(0);
  await expect(blocked(desk)).toHaveAccessibleName('Blocked, 12:00 PM – 1:30 PM: Staff meeting');
  expect(await violations(desk)).toEqual([]);
  // The visit stays.
  expect((await clinic.appointmentOf(visit)).status).toBe('booked');

  const row = await desk.receive('Reschedule appointment', other.patient);
  const says = `The time of ${visit.provider.name} is blocked, 12:00 PM – 1:30 PM: Staff meeting`;
  await expect(row).toContainText(says);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.page.getByRole('dialog', { name: 'The provider’s time is blocked then' })).toContainText(
    says,
  );
  await dialog(desk).getByRole('button', { name: 'Back' }).click();

  await keyboard.press('z');
  await expect(row).not.toContainText(says);
});

test('by mouse: time is marked on the calendar, changed on one day of many, and unblocked', async ({
  clinic,
  desk,
  settings,
}) => {
  await settings.keep();
  const { provider } = await clinic.newVisit({ date: DAY, time: '08:00' });
  await desk.refresh();
  await desk.setUpCalendar([provider]);
  await desk.openCalendar('Day');
  await desk.page.getByRole('textbox', { name: 'Day shown' }).fill(DAY);
  const entry = desk.page.getByRole('button', { name: /^8:00 AM/ });
  const box = await entry.boundingBox();
  if (box === null) throw new Error('no visit is drawn');
  const [x, hour] = [box.x + box.width / 2, box.height * 2];
  await desk.page.mouse.move(x, box.y + hour + 4);
  await desk.page.mouse.down();
  await desk.page.mouse.move(x, box.y + hour + 30, { steps: 4 });
  await desk.page.mouse.move(x, box.y + 2 * hour - 8, { steps: 4 });
  await desk.page.mouse.up();
  await expect(dialog(desk).getByLabel(/^From/)).toHaveValue('09:00');
  await expect(dialog(desk).getByLabel(/^Until/)).toHaveValue('10:00');
  await expect(dialog(desk).getByRole('combobox', { name: 'Provider' })).toHaveValue(provider.id);
  await dialog(desk).getByRole('textbox', { name: /^Why/ }).fill('Walk-ins');
  await dialog(desk).getByRole('checkbox', { name: 'Every week' }).check();
  await dialog(desk).getByRole('button', { name: 'Block', exact: true }).click();
  await expect(blocked(desk)).toHaveAccessibleName('Blocked, 9:00 AM – 10:00 AM: Walk-ins');

  await blocked(desk).click();
  await dialog(desk).getByRole('button', { name: 'Not on Fri, Nov 20' }).click();
  await expect(blocked(desk)).toHaveCount(0);
  await desk.page.getByRole('textbox', { name: 'Day shown' }).fill('2026-12-04');
  await blocked(desk).click();
  await dialog(desk).getByRole('button', { name: 'Unblock' }).click();
  await expect(dialog(desk)).toHaveCount(0);
  await expect(blocked(desk)).toHaveCount(0);
  await desk.page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(blocked(desk)).toHaveCount(1);
  const section = await desk.openSettings('Blocked time');
  await expect(section.getByRole('list', { name: 'Blocked time' })).toContainText(
    'Fridays, 9:00 AM – 10:00 AM, from Fri, Nov 20, not on Fri, Nov 20 · Walk-ins',
  );
  expect(await violations(desk)).toEqual([]);
});
