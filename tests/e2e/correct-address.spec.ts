import type { Locator } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { rescheduleTask, type TestPatient, type TestVisit } from '../support/clinic.ts';
import type { Desk } from '../support/desk.ts';
import { REFUSED_ADDRESS, type Surroundings } from '../support/practice.ts';
import { expect, test } from '../support/practice-test.ts';

const TITLE = 'Reschedule appointment';
const RIGHT = 'corrected@example.org';
const THEIRS = 'theirs@example.org';

/** A patient whose answer could not be delivered, and where that is said. */
async function refused({ clinic }: Surroundings, desk: Desk): Promise<{ visit: TestVisit; item: Locator }> {
  const patient = await clinic.newPatient({ email: REFUSED_ADDRESS });
  const visit = await clinic.newVisit({ patient });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  const row = await desk.receive(TITLE, patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await desk.confirmed(TITLE, patient);
  await desk.openView('Needs attention');
  const item = desk.page.getByRole('article', { name: `E-mail not delivered, ${patient.name}` });
  return { visit, item };
}

const dialogOf = ({ page }: Desk): Locator => page.getByRole('dialog', { name: 'Correct address' });
const fieldOf = (desk: Desk): Locator =>
  dialogOf(desk).getByRole('textbox', { name: 'New e-mail address', exact: true });
const headingOf = ({ page }: Desk): Locator => page.getByRole('heading', { name: 'Needs attention' });
const press = (within: Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click();

/** What the portal has as the patient's addresses. */
const addressesOf = async ({ clinic }: Surroundings, { id }: TestPatient) =>
  (await clinic.read('Patient', id)).telecom?.flatMap(({ system, value }) =>
    system === 'email' ? [value] : [],
  );

test('with the keyboard alone: the refused address is corrected, in the portal too, and the letter arrives', async ({
  surroundings,
  desk,
}) => {
  const { visit, item } = await refused(surroundings, desk);
  const { patient } = visit;
  const { keyboard } = desk.page;
  await expect(item).toContainText('(312) 555-0177');
  const opener = item.getByRole('button', { name: 'Correct address', exact: true });
  await opener.focus();
  await keyboard.press('Enter');
  await expect(fieldOf(desk)).toBeFocused();
  await expect(dialogOf(desk)).toContainText('(312) 555-0177');
  await expect(dialogOf(desk)).toContainText(patient.name);

  // Just as it was: nothing would change.
  await expect(fieldOf(desk)).toHaveValue(REFUSED_ADDRESS);
  await keyboard.press('Enter');
  await expect(dialogOf(desk)).toContainText('That is the address that was tried.');
  // Two of these are Cyrillic.
  await keyboard.type('\u0441\u043Errected@');
  await expect(dialogOf(desk)).toContainText('Letters other than a–z: \u0441, \u043E');
  await fieldOf(desk).fill('corrected@');
  await keyboard.press('Enter');
  await expect(dialogOf(desk)).toContainText('This is not an e-mail address.');
  await expect(fieldOf(desk)).toHaveAttribute('aria-invalid', 'true');
  expect(await violations(desk)).toEqual([]);

  await keyboard.press('Escape');
  await expect(dialogOf(desk)).toBeHidden();
  await expect(opener).toBeFocused();
  await keyboard.press('Enter');
  await expect(fieldOf(desk)).toHaveValue('corrected@');
  await fieldOf(desk).press('End');
  await keyboard.type('example.org');
  await keyboard.press('Enter');
  await expect(dialogOf(desk)).toBeHidden();
  await expect(item).toHaveCount(0);
  await expect(headingOf(desk)).toBeFocused();

  await surroundings.mailbox.newest({ email: RIGHT });
  await expect.poll(() => addressesOf(surroundings, patient)).toEqual([RIGHT]);
  const closed = await desk.find('History', TITLE, patient);
  const lines = await desk.historyOf(closed);
  await expect(lines.filter({ hasText: 'E-mail address corrected' })).toContainText(`To: ${RIGHT}`);
});

for (const { chosen, button } of [
  { chosen: THEIRS, button: 'Keep the portal’s address' },
  { chosen: RIGHT, button: 'Put mine all the same' },
])
  test(`corrected offline, and otherwise in the portal meanwhile: ${button}`, async ({
    surroundings,
    desk,
  }) => {
    const { visit, item } = await refused(surroundings, desk);
    const { clinic, wires, mailbox } = surroundings;
    const { patient } = visit;
    await wires.portal.cut();
    await press(item, 'Correct address');
    await fieldOf(desk).fill(RIGHT);
    await press(dialogOf(desk), 'Correct address');
    await expect(item).toHaveCount(0);
    const before = await clinic.read('Patient', patient.id);
    await clinic.update({ ...before, telecom: [{ system: 'email', value: THEIRS }] });
    await wires.portal.restore();
    await expect(desk.status).toHaveText(/^Up to date .* 1 needs attention$/, { timeout: 60_000 });

    const choice = desk.page.getByRole('article', {
      name: `E-mail address changed elsewhere, ${patient.name}`,
    });
    await expect(choice).toContainText(THEIRS);
    await expect(choice).toContainText(RIGHT);
    expect(await addressesOf(surroundings, patient)).toEqual([THEIRS]);
    expect(await violations(desk)).toEqual([]);
    await press(choice, button);
    await expect(choice).toHaveCount(0);
    await expect(headingOf(desk)).toBeFocused();
    await mailbox.newest({ email: chosen });
    await expect.poll(() => addressesOf(surroundings, patient)).toEqual([chosen]);
    for (const other of [REFUSED_ADDRESS, RIGHT, THEIRS].filter((one) => one !== chosen))
      expect(await mailbox.messagesTo({ email: other })).toEqual([]);
  });
