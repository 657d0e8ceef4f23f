import { expect } from '@playwright/test';
import type { Desk, SettingsSection } from '../../tests/support/desk.ts';
import type { Camera } from './camera.ts';

const SECTIONS: readonly SettingsSection[] = [
  'Practice',
  'Cancellation policy',
  'Reasons',
  'E-mail & reminders',
  'Letters',
  'Blocked time',
  'Backups',
  'Users',
  'This desk',
  'Portal connection',
  'Mail server',
  'Visit types',
  'Undo and expiry',
  'Downtime sheet',
  'Appearance',
];

const CLINICS_OWN = 'The clinic’s own certificate authority';

/** Every section of Settings, the tests of both connections, and a portal that is not there. */
export async function settings(desk: Desk, camera: Camera): Promise<void> {
  for (const section of SECTIONS) {
    await desk.openSettings(section);
    await camera.take(`settings-${section.toLowerCase().replace(/[^a-z]+/g, '-')}`);
  }
  const portal = await desk.openSettings('Portal connection');
  await portal.getByRole('button', { name: 'Test connection' }).click();
  await expect(portal.getByRole('list', { name: 'What the test found' })).toBeVisible();
  await camera.take('settings-portal-connection-tested');

  await portal.getByRole('radio', { name: 'FHIR server' }).check();
  await portal.getByRole('group', { name: CLINICS_OWN }).scrollIntoViewIfNeeded();
  await camera.take('settings-portal-connection-fhir-server');
  await portal.getByRole('textbox', { name: 'Base URL' }).fill('portal.example.org');
  await portal.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(portal.getByRole('alert').first()).toBeVisible();
  await camera.take('settings-portal-connection-to-be-mended');
  // Nothing listens on this port.
  await portal.getByRole('textbox', { name: 'Base URL' }).fill('http://127.0.0.1:9/fhir');
  await portal.getByRole('button', { name: 'Test connection' }).click();
  await expect(portal.getByText('The portal cannot be used like this.')).toBeVisible();
  await camera.take('settings-portal-connection-failed');
  await desk.save(portal);
  const mail = await desk.openSettings('Mail server');
  await mail.getByRole('radio', { name: 'SMTP server' }).check();
  await mail.getByRole('combobox', { name: 'Encryption' }).selectOption({ index: 0 });
  await camera.take('settings-mail-server-smtp');
  await mail.getByRole('group', { name: CLINICS_OWN }).scrollIntoViewIfNeeded();
  await camera.take('settings-mail-server-smtp-authority');

  await desk.openView('Inbox');
  await desk.refresh();
  await expect(desk.status).toContainText('Offline since');
  await camera.take('offline');
}
