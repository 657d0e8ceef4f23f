import { rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import { type Desk, SETTINGS_SECTIONS } from '../support/desk.ts';
import { layoutFaults, withLongerWords } from '../support/layout.ts';

/** In CSS pixels: what the desk is made for at least, 1280x800 at a zoom of 200 % (WCAG 2.2, 1.4.4), and a large screen. */
const SIZES = [
  { width: 1024, height: 700 },
  { width: 640, height: 400 },
  { width: 2560, height: 1440 },
] as const;

/** What is shown lies well in a window of every size, also where the words are 40 % longer. */
async function expectRoom(desk: Desk, place: string): Promise<void> {
  for (const size of SIZES) {
    await desk.page.setViewportSize(size);
    const at = `${place}, ${size.width}x${size.height}`;
    expect.soft(await layoutFaults(desk.page), at).toEqual([]);
    await withLongerWords(desk.page, async () => {
      expect.soft(await layoutFaults(desk.page), `${at}, longer words`).toEqual([]);
    });
  }
  await desk.page.setViewportSize({ width: 1280, height: 800 });
}

test('requests, their form and their dialogs hold in every window, with a name of 200 characters', async ({
  clinic,
  desk,
}) => {
  const patient = await clinic.newPatient({
    family: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6).slice(0, 200),
  });
  const visit = await clinic.newVisit({ patient });
  await clinic.create(
    rescheduleTask(visit, '2026-11-20', '14:00', { note: [{ text: 'Later '.repeat(300) }] }),
  );
  const row = await desk.receive('Reschedule appointment', patient);
  await expect(
    desk.page.getByRole('note').filter({ hasText: /^Times are the clinic's: 9:\d\d AM in Chicago/ }),
  ).toHaveText(/, your computer says 12:\d\d AM on Tuesday$/);
  await expectRoom(desk, 'Inbox');
  const form = await desk.openForm(row);
  await expectRoom(desk, 'Reschedule');
  await desk.fillWhen(form, '2026-11-20', '14:10');
  await form.getByRole('button', { name: 'Propose Changes', exact: true }).click();
  await expect(desk.reasonDialog).toBeVisible();
  await expectRoom(desk, 'Reason for change');
  await desk.page.keyboard.press('Escape');
  await expect(desk.reasonDialog).toBeHidden();
  await desk.page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(desk.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectRoom(desk, 'Keyboard shortcuts');
  await desk.page.getByRole('button', { name: 'Close', exact: true }).last().click();
  for (const view of ['Awaiting patient', 'Needs attention', 'Call list', 'History'] as const) {
    await desk.openView(view);
    await expectRoom(desk, view);
  }
});

test('Day, Week, List, Patients and every section of Settings hold in every window', async ({ desk }) => {
  for (const view of ['Day', 'Week', 'List'] as const) {
    const panel = await desk.openCalendar(view);
    await expect(panel.getByRole('button', { name: 'Today', exact: true }).first()).toBeVisible();
    await expectRoom(desk, view);
  }
  await desk.page.getByRole('button', { name: 'Patients', exact: true }).click();
  await expect(desk.page.getByRole('searchbox').or(desk.page.getByRole('combobox')).first()).toBeVisible();
  await expectRoom(desk, 'Patients');
  for (const section of SETTINGS_SECTIONS) {
    await desk.openSettings(section);
    await expectRoom(desk, section);
  }
});
