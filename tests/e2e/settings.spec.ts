import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/clinic-test.ts';

/** A server that answers each path like this, for the length of a callback. */
async function answering(
  contentType: string,
  bodyOf: (path: string) => string,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': contentType });
    response.end(bodyOf(request.url ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test.describe('Test connection', () => {
  test('says that the demo portal has everything', async ({ desk }) => {
    const panel = await desk.openSettings('Portal connection');
    await panel.getByRole('button', { name: 'Test connection' }).click();
    const result = panel.getByRole('status', { name: 'Test connection' });
    await expect(result).toContainText('The portal has everything Reslot needs.');
    const findings = result.getByRole('list', { name: 'What the test found' }).getByRole('listitem');
    await expect(findings.filter({ hasText: 'It speaks FHIR 4.0.1.' })).toHaveCount(1);
    await expect(findings.filter({ hasText: /^(Lacking|Failed)/ })).toHaveCount(0);
  });

  test('tries writing, too, when asked', async ({ desk }) => {
    const panel = await desk.openSettings('Portal connection');
    await panel.getByRole('checkbox', { name: 'Try writing, too' }).check();
    await panel.getByRole('button', { name: 'Test connection' }).click();
    const result = panel.getByRole('status', { name: 'Test connection' });
    await expect(result).toContainText('The portal has everything Reslot needs.');
    await expect(result).toContainText('A decision that is refused in one part leaves nothing behind.');
  });

  test('says in words what a server lacks, and leaves the connection as it was', async ({ desk }) => {
    const poor = {
      resourceType: 'CapabilityStatement',
      status: 'active',
      date: '2026-01-01',
      kind: 'instance',
      fhirVersion: '4.0.1',
      format: ['json'],
      rest: [{ mode: 'server', resource: [{ type: 'Patient', interaction: [{ code: 'read' }] }] }],
    };
    const panel = await desk.openSettings('Portal connection');
    const nothing = { resourceType: 'Bundle', type: 'searchset' };
    const bodyOf = (path: string): string => JSON.stringify(path.endsWith('/metadata') ? poor : nothing);
    await answering('application/fhir+json', bodyOf, async (url) => {
      await panel.getByRole('radio', { name: 'FHIR server' }).check();
      await panel.getByRole('textbox', { name: 'Base URL' }).fill(url);
      await panel.getByRole('button', { name: 'Test connection' }).click();
      const result = panel.getByRole('status', { name: 'Test connection' });
      await expect(result).toContainText('The portal answers, but it lacks something Reslot needs.');
      await expect(result).toContainText(
        'It does not offer transactions: a decision could be written in part.',
      );
      await expect(result).toContainText('It does not have Task.');
    });
    expect((await desk.invoke('settings.get', undefined)).portal.kind).toBe('demo');
  });

  test('knows a web page from a FHIR server, and nobody from both', async ({ desk }) => {
    const panel = await desk.openSettings('Portal connection');
    await panel.getByRole('radio', { name: 'FHIR server' }).check();
    const result = panel.getByRole('status', { name: 'Test connection' });
    let gone = '';
    await answering(
      'text/html',
      () => '<!doctype html><h1>Welcome</h1>',
      async (url) => {
        gone = url;
        await panel.getByRole('textbox', { name: 'Base URL' }).fill(url);
        await panel.getByRole('button', { name: 'Test connection' }).click();
        await expect(result).toContainText('Something answers at this address, but it is not a FHIR server.');
      },
    );
    await panel.getByRole('textbox', { name: 'Base URL' }).fill(gone);
    await panel.getByRole('button', { name: 'Test connection' }).click();
    await expect(result).toContainText('The server cannot be reached. Check the address and the network.');
  });
});

test.describe('Send a test message', () => {
  test('arrives', async ({ desk, mailbox }) => {
    const email = 'front.desk@example.net';
    const panel = await desk.openSettings('Mail server');
    await panel.getByRole('textbox', { name: 'Recipient of the test message' }).fill(email);
    await panel.getByRole('button', { name: 'Send a test message' }).click();
    await expect(panel.getByRole('status', { name: 'Test message' })).toContainText(
      `The server accepted the message to ${email}. Look in that mailbox.`,
    );
    const message = await mailbox.newest({ email });
    expect([message.subject, message.calendar]).toEqual(['Test message', null]);
    expect(message.text).toContain('Nobody has to answer it.');
  });

  test('tells that the recipient was refused, and in which words', async ({ desk }) => {
    const panel = await desk.openSettings('Mail server');
    await panel.getByRole('textbox', { name: 'Recipient of the test message' }).fill('bounce@example.com');
    await panel.getByRole('button', { name: 'Send a test message' }).click();
    const result = panel.getByRole('status', { name: 'Test message' });
    await expect(result).toContainText('The server refused the recipient bounce@example.com.');
    await expect(result).toContainText('550');
  });

  test('tells that nobody answers', async ({ desk }) => {
    const panel = await desk.openSettings('Mail server');
    await panel.getByRole('radio', { name: 'SMTP server' }).check();
    await panel.getByRole('textbox', { name: 'Server', exact: true }).fill('127.0.0.1');
    await panel.getByRole('textbox', { name: 'Port' }).fill('1');
    await panel.getByRole('combobox', { name: 'Encryption' }).selectOption('none');
    await panel.getByRole('textbox', { name: 'Sender address' }).fill('desk@example.org');
    await panel.getByRole('textbox', { name: 'Recipient of the test message' }).fill('a@example.org');
    await panel.getByRole('button', { name: 'Send a test message' }).click();
    await expect(panel.getByRole('status', { name: 'Test message' })).toContainText(
      'The server could not be reached, or asked to try again later.',
    );
  });
});

test('what is saved is used at once: a closed day, opening hours, a reason', async ({
  clinic,
  portal,
  desk,
  settings,
}) => {
  await settings.keep();
  const practice = await desk.openSettings('Practice');
  await practice.getByRole('button', { name: 'Add a closed day' }).click();
  const closedDay = practice.getByRole('textbox', { name: /^Closed day \d+, date$/ }).last();
  await closedDay.fill('2026-12-24');
  await practice
    .getByRole('textbox', { name: /^Closed day \d+, name$/ })
    .last()
    .fill('Christmas Eve');
  await practice
    .getByRole('combobox', { name: /^Closed day \d+, repeats$/ })
    .last()
    .selectOption('Every year on December 24');
  const booked = await clinic.newVisit({ date: '2026-12-24', time: '09:00' });
  await desk.refresh();
  await expect(practice).toContainText('on a closed day within a year, and');
  await expect(practice).toContainText(booked.patient.name);
  expect(await violations(desk)).toEqual([]);
  await practice.getByRole('button', { name: 'Add US holidays of 2027' }).click();
  await expect(practice.getByRole('textbox', { name: /^Closed day \d+, name$/ }).last()).toHaveValue(
    'Christmas',
  );
  await expect(practice.getByRole('button', { name: 'Add US holidays of 2027' })).toHaveCount(0);
  await desk.save(practice);
  const later = { from: '2031-12-24', days: 1, practitionerId: null, includeCancelled: false };
  expect((await desk.invoke('schedule.days', later)).days[0]?.closed).toBe('Christmas Eve');
  const reasons = await desk.openSettings('Reasons');
  await reasons.getByRole('button', { name: 'Add a reason to: Reasons for denying a request' }).click();
  const added = reasons
    .getByRole('group', { name: 'Reasons for denying a request' })
    .getByRole('textbox')
    .last();
  await added.fill('We are moving house');
  await desk.save(reasons);

  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-12-24', '10:00');
  const row = await desk.receive('Reschedule appointment', visit.patient);
  await expect(row).toContainText('Closed on the requested day: Christmas Eve');
  await row.getByRole('button', { name: 'Deny', exact: true }).click();
  await desk.send({ reason: 'We are moving house' });
  await expect(await desk.confirmed('Reschedule appointment', visit.patient)).toContainText(
    'Denied (We are moving house)',
  );
});

test('an entry that cannot be right is said at its field, and nothing is saved', async ({ desk }) => {
  const panel = await desk.openSettings('Undo and expiry');
  const undo = panel.getByRole('textbox', { name: 'Time to undo, in seconds' });
  await undo.fill('61');
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(panel.getByRole('alert')).toContainText('One entry needs mending first. Nothing was saved');
  await expect(panel).toContainText('Enter a whole number of seconds from 0 to 60.');
  await expect(undo).toBeFocused();
  expect((await desk.invoke('settings.get', undefined)).rules.undoSeconds).toBe(0);

  // What was typed outlives a look at another section.
  await desk.openSettings('Practice');
  await desk.openSettings('Undo and expiry');
  await expect(undo).toHaveValue('61');
  await panel.getByRole('button', { name: 'Discard changes' }).click();
  await expect(undo).toHaveValue('0');
});

test('letters have the practice’s colour and words: seen before they are saved, sent after, and ours again', async ({
  clinic,
  portal,
  desk,
  mailbox,
  settings,
}) => {
  await settings.keep();
  const panel = await desk.openSettings('Letters');
  const preview = panel.frameLocator('iframe');
  const text = panel.getByRole('textbox', { name: 'Our own words before the date' });
  await expect(preview.getByRole('heading')).toHaveText('We propose a new time for your appointment.');
  await panel.getByRole('combobox', { name: 'Letter' }).selectOption('Request approved');
  await panel.getByLabel('Colour of the letters').fill('#7a1f5f');
  await text.fill('Thank you, {patient}.\n\nCome to {desk} at {time}.');
  await expect(preview.getByRole('heading')).toHaveText('Thank you, Alex Sample.');
  await expect(panel).toContainText('The letter cannot fill in {desk}: mend or remove it.');
  // What it can fill in is not hidden by that.
  await expect(panel).toContainText('The letter fills in {patient}');

  // What cannot be filled in is not saved, and is led to from wherever one is.
  await panel.getByRole('combobox', { name: 'Letter' }).selectOption('Request denied');
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(panel.getByRole('alert')).toContainText('One entry needs mending first.');
  await expect(text).toHaveValue(/\{desk\}/);
  await text.fill('Thank you, {patient}.\n\nCome ten minutes early.');
  await desk.save(panel);

  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');
  const row = await desk.receive('Reschedule appointment', visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  const message = await mailbox.newest(visit.patient);
  expect(message.text).toContain(`Thank you, ${visit.patient.name}.\n\nCome ten minutes early.\n\nNew time:`);
  expect(message.html).toContain('#7a1f5f');

  await desk.openSettings('Letters');
  await panel.getByRole('combobox', { name: 'Letter' }).selectOption('Request approved (own words)');
  await panel.getByRole('button', { name: 'Use Reslot’s words' }).click();
  await expect(preview.getByRole('heading')).toHaveText('Your appointment is confirmed for the new time.');
  await panel.getByRole('combobox', { name: 'Language', exact: true }).selectOption('Spanish (Español)');
  await expect(preview.getByRole('heading')).toHaveText('Su cita está confirmada para el nuevo horario.');
});

test('diagnostics are shown before they are saved, and saved as they were shown', async ({ desk }) => {
  const panel = await desk.openSettings('This desk');
  await expect(panel.getByRole('region', { name: 'Exactly what would be saved' })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Show diagnostics', exact: true }).click();
  const shown = panel.getByRole('region', { name: 'Exactly what would be saved' });
  await expect(shown).toContainText('Reslot: ');
  await expect(shown).toContainText('phase: up-to-date');
  expect(await violations(desk)).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'reslot-diagnostics-'));
  try {
    const path = join(folder, 'diagnostics.txt');
    desk.page.once('dialog', (asked) => void asked.accept(path));
    await panel.getByRole('button', { name: 'Save diagnostics …', exact: true }).click();
    await expect(panel.getByText(`Saved as ${path}`)).toBeVisible();
    expect(readFileSync(path, 'utf8').trim()).toBe((await shown.innerText()).trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
