import type { Patient } from '@medplum/fhirtypes';
import type { Locator } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { type Clinic, rescheduleTask } from '../support/clinic.ts';
import { expect, test } from '../support/clinic-test.ts';
import type { Desk } from '../support/desk.ts';

/** The Patients place of the window. */
function patients(desk: Desk) {
  const { page } = desk;
  const card = (name: string): Locator => page.getByRole('article', { name, exact: true });
  return {
    card,
    search: page.getByRole('combobox', { name: 'Search patients' }),
    count: page.getByRole('search').getByRole('status'),
    found: page.getByRole('listbox', { name: 'Patients found' }).getByRole('option'),
    list: (name: string, title: string): Locator =>
      card(name).getByRole('list', { name: title }).getByRole('listitem'),
    async open(): Promise<void> {
      await page.getByRole('button', { name: 'Patients', exact: true }).click();
      await expect(this.search).toBeFocused();
    },
  };
}

interface Person {
  readonly given: string;
  readonly family: string;
  readonly birthDate?: string;
  readonly phone?: string;
}

/** A patient with only what is given, stored as the portal has it. */
async function newPerson(clinic: Clinic, { given, family, birthDate, phone }: Person) {
  const { id } = await clinic.create<Patient>({
    resourceType: 'Patient',
    name: [{ use: 'official', given: [given], family }],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(phone === undefined ? {} : { telecom: [{ system: 'phone', value: phone }] }),
  });
  return { id, name: `${given} ${family}`, email: null };
}

test('a patient is found by a name without its accents, by date of birth, by phone, by e-mail', async ({
  clinic,
  desk,
}) => {
  const zoe = await newPerson(clinic, {
    given: 'Zoë',
    family: 'Ångström-Núñez',
    birthDate: '1931-02-28',
    phone: '(773) 555-0642',
  });
  const robin = await clinic.newPatient();
  await desk.refresh();
  const place = patients(desk);
  await place.open();
  for (const typed of ['angstrom zoe', 'ZOË nunez', '2/28/1931', '7735550642', '773-555-06']) {
    await place.search.fill(typed);
    // It is said only once what is typed now has been answered.
    await expect(place.count, typed).toHaveText('1 patient');
    await expect(place.found, typed).toHaveText([new RegExp(`^${zoe.name}`)]);
  }
  await place.search.fill(robin.email ?? '');
  await expect(place.found).toHaveText([new RegExp(`^${robin.name}`)]);
  await expect(place.count).toHaveText('1 patient');
  await place.search.fill('" OR 1=1 --');
  await expect(desk.page.getByText('Nobody found.')).toBeVisible();
  await expect(place.found).toHaveCount(0);
  await desk.page.getByRole('button', { name: 'Clear search' }).click();
  await expect(place.search).toBeFocused();
  await expect(place.search).toHaveValue('');
  await expect(place.found).toHaveCount(50);
});

test('the card shows contact, appointments and requests; a request opens where it stands', async ({
  clinic,
  desk,
}) => {
  const visit = await clinic.newVisit({ date: '2026-11-19', time: '10:00' });
  const { patient, provider } = visit;
  const earlier = await clinic.newVisit({ patient, provider, date: '2026-11-10', time: '09:00' });
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await desk.refresh();
  const place = patients(desk);
  await place.open();
  await place.search.fill(patient.name);
  await place.search.press('Enter');
  const card = place.card(patient.name);
  await expect(card.getByRole('heading', { name: patient.name })).toBeFocused();
  await expect(card.getByRole('definition')).toHaveText([
    'Mar 14, 1980',
    '(312) 555-0177',
    patient.email ?? '',
    'has access: can ask and answer there',
  ]);
  const names = (items: Locator) =>
    items.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  await expect(place.list(patient.name, 'Upcoming appointments')).toHaveCount(1);
  expect(await names(place.list(patient.name, 'Upcoming appointments'))).toEqual([
    'Thu, Nov 19, 10:00 AM, Follow-up, Booked, open request',
  ]);
  expect(await names(place.list(patient.name, 'Past appointments'))).toEqual([
    'Tue, Nov 10, 9:00 AM, Follow-up, Booked',
  ]);
  expect(earlier.patient.name).toBe(patient.name);
  const requests = place.list(patient.name, 'Requests');
  await expect(requests).toHaveCount(1);
  await expect(requests).toContainText(
    'Thu, Nov 19, 10:00 AM – 10:30 AM → asked for Fri, Nov 20, 2:00 PM – 2:30 PM',
  );
  await expect(requests.getByText('Open', { exact: true })).toBeVisible();

  await card.getByRole('button', { name: /^Open request: Reschedule appointment, Thu, Nov 19/ }).click();
  const row = desk.request('Reschedule appointment', patient);
  await expect(row).toBeFocused();

  // Proposed: the card, looked at again, shows the Tentative appointment in words.
  await desk.propose(row, '2026-11-23', '15:00', { reason: 'Provider unavailable' });
  await desk.page.getByRole('button', { name: 'Patients', exact: true }).click();
  await expect(requests.getByText('Awaiting patient', { exact: true })).toBeVisible();
  await expect
    .poll(() => names(place.list(patient.name, 'Upcoming appointments')))
    .toEqual([
      'Thu, Nov 19, 10:00 AM, Follow-up, Booked, change proposed, open request',
      'Mon, Nov 23, 3:00 PM, Follow-up, Tentative',
    ]);
  const tentative = place.list(patient.name, 'Upcoming appointments').nth(1);
  await expect(tentative.getByText('Tentative', { exact: true })).toBeVisible();
  await expect(tentative.locator('svg')).toHaveCount(1);
});

test('what changes elsewhere comes to the open card by itself, and long lists come in pages', async ({
  clinic,
  desk,
}) => {
  const first = await clinic.newVisit({ date: '2026-12-01', time: '08:00' });
  const { patient, provider } = first;
  for (let day = 2; day <= 11; day += 1)
    await clinic.newVisit({
      patient,
      provider,
      date: `2026-12-${String(day).padStart(2, '0')}`,
      time: '08:00',
    });
  await desk.refresh();
  const place = patients(desk);
  await place.open();
  await place.search.fill(patient.name);
  await place.search.press('Enter');
  const upcoming = place.list(patient.name, 'Upcoming appointments');
  await expect(upcoming).toHaveCount(10);
  await place.card(patient.name).getByRole('button', { name: 'Show more: Upcoming appointments' }).click();
  await expect(upcoming).toHaveCount(11);
  const stored = await clinic.read('Patient', patient.id);
  await clinic.update({ ...stored, telecom: [{ system: 'phone', value: '(312) 555-0999' }] });
  await clinic.newVisit({ patient, provider, date: '2026-12-14', time: '08:00' });
  await desk.refresh();
  await expect(upcoming).toHaveCount(12);
  await expect(place.card(patient.name).getByRole('definition').nth(1)).toHaveText('(312) 555-0999');
  await expect(place.card(patient.name).getByRole('definition').nth(2)).toHaveText(
    'none on file: decisions go on the Call list',
  );
});

test('works by keyboard alone: arrows choose, Enter opens, Escape goes back, / searches', async ({
  clinic,
  desk,
}) => {
  const family = `Keys${(await clinic.newPatient()).name.split(' ')[1] ?? ''}`;
  const ada = await newPerson(clinic, { given: 'Ada', family });
  const ben = await newPerson(clinic, { given: 'Ben', family });
  await desk.refresh();
  const place = patients(desk);
  const { keyboard } = desk.page;
  await desk.page.getByRole('button', { name: 'Patients', exact: true }).focus();
  await keyboard.press('Enter');
  await expect(place.search).toBeFocused();
  await keyboard.type(family);
  await expect(place.found).toHaveCount(2);
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await expect(place.found.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(place.search).toBeFocused();
  await keyboard.press('Enter');
  await expect(place.card(ben.name).getByRole('heading', { name: ben.name })).toBeFocused();
  await keyboard.press('Escape');
  await expect(place.search).toBeFocused();
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await expect(place.card(ada.name).getByRole('heading', { name: ada.name })).toBeFocused();
  await keyboard.press('/');
  await expect(place.search).toBeFocused();
  await keyboard.press('Escape');
  await expect(place.search).toHaveValue('');
});

test('accessible, also with a name of 200 characters and nothing else known', async ({ clinic, desk }) => {
  const family = `Long${'wolkenstein'.repeat(20)}`.slice(0, 196);
  const long = await newPerson(clinic, { given: 'Ida', family });
  const visit = await clinic.newVisit();
  await clinic.create(rescheduleTask(visit, '2026-11-20', '14:00'));
  await desk.refresh();
  const place = patients(desk);
  await place.open();
  await expect(place.found).toHaveCount(50);
  expect(await violations(desk), 'nothing typed').toEqual([]);
  await place.search.fill('nobody at all');
  await expect(desk.page.getByText('Nobody found.')).toBeVisible();
  expect(await violations(desk), 'nobody found').toEqual([]);
  await place.search.fill(visit.patient.name);
  await place.search.press('Enter');
  await expect(place.list(visit.patient.name, 'Requests')).toHaveCount(1);
  expect(await violations(desk), 'a card').toEqual([]);
  await place.search.fill('ida longwolken');
  await expect(place.found).toHaveCount(1);
  await place.search.press('ArrowDown');
  await place.search.press('Enter');
  expect(long.name).toHaveLength(200);
  const card = place.card(long.name);
  await expect(card.getByRole('definition')).toHaveText([
    'not known',
    'none on file',
    'none on file: decisions go on the Call list',
    /access/,
  ]);
  await expect(card.getByText('No requests.')).toBeVisible();
  await expect(card.getByText('Nothing booked from today on.')).toBeVisible();
  await expect(card.getByText('No earlier appointments.')).toBeVisible();
  expect(await violations(desk), 'a bare card').toEqual([]);
  const wide = await card.evaluate((element) => element.parentElement?.scrollWidth ?? 0);
  const room = await card.evaluate((element) => element.parentElement?.clientWidth ?? 0);
  expect(wide).toBeLessThanOrEqual(room);
});

test('somebody is added from the Patients place, and their e-mail changed, in the portal too', async ({
  clinic,
  desk,
}) => {
  const { page } = desk;
  const place = patients(desk);
  await place.open();
  await page.getByRole('button', { name: 'Add patient', exact: true }).click();
  const family = `Zz${(await clinic.newPatient()).name.split(' ')[1]}`;
  const fields = page.getByRole('group', { name: 'New patient' });
  await fields.getByRole('button', { name: 'Add patient', exact: true }).click();
  await expect(fields).toContainText('Enter the patient’s name.');
  await expect(fields.getByRole('textbox', { name: 'Family name' })).toBeFocused();
  await fields.getByRole('textbox', { name: 'Given name' }).fill('Quentin');
  await fields.getByRole('textbox', { name: 'Family name' }).fill(family);
  expect(await violations(desk)).toEqual([]);
  // A date of birth that is typed halfway, or does not exist, is not taken for none.
  const born = fields.getByLabel('Date of birth');
  await born.focus();
  await page.keyboard.type('02301985');
  await page.keyboard.press('Enter');
  await expect(fields).toContainText('This is not a day of the calendar. Check the date of birth.');
  await expect(born).toBeFocused();
  await born.fill('1985-02-03');
  await fields.getByRole('button', { name: 'Add patient', exact: true }).click();
  const card = place.card(`Quentin ${family}`);
  await expect(card).toContainText('Feb 3, 1985');
  await expect(card).toContainText('none on file: decisions go on the Call list');

  await card.getByRole('button', { name: 'Change e-mail', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Change e-mail' });
  await page.keyboard.type('quentin@');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('This is not an e-mail address.');
  await page.keyboard.type('example.org');
  expect(await violations(desk)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(card).toContainText('quentin@example.org');
  await expect
    .poll(async () => {
      const newest = await clinic.search('Patient', { _sort: '-_lastUpdated' });
      return newest.find(({ name }) => name?.[0]?.family === family)?.telecom;
    })
    .toEqual([{ system: 'email', value: 'quentin@example.org' }]);

  await card.getByRole('button', { name: 'Change phone', exact: true }).click();
  const phones = page.getByRole('dialog', { name: 'Change phone' });
  await page.keyboard.type('later');
  await page.keyboard.press('Enter');
  await expect(phones).toContainText('This is not a phone number.');
  expect(await violations(desk)).toEqual([]);
  await phones.getByRole('textbox', { name: 'New phone number' }).fill('(312) 555-0134');
  await page.keyboard.press('Enter');
  await expect(phones).toHaveCount(0);
  await expect(card).toContainText('(312) 555-0134');
  await expect
    .poll(async () => {
      const newest = await clinic.search('Patient', { _sort: '-_lastUpdated' });
      return newest.find(({ name }) => name?.[0]?.family === family)?.telecom;
    })
    .toEqual([
      { system: 'email', value: 'quentin@example.org' },
      { system: 'phone', value: '(312) 555-0134' },
    ]);
});
