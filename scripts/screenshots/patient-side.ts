import { expect } from '@playwright/test';
import { knownPatientId } from '../../src-demo/data/people.ts';
import type { RunningApp } from '../../tests/support/app.ts';
import type { Camera } from './camera.ts';
import { nameOf } from './rows.ts';

/** The demo's pages for the patient: the portal and the mailbox. */
export async function patientSide(app: RunningApp, camera: Camera): Promise<void> {
  const { page } = camera;
  await page.goto(app.portalUrl);
  await expect(page.getByRole('searchbox', { name: 'Find a patient' })).toBeVisible();
  await camera.take('portal-patients');
  await page.goto(new URL(`/patients/${knownPatientId('awaiting')}`, app.portalUrl).href);
  await expect(page.getByRole('heading', { level: 1, name: nameOf('awaiting') })).toBeVisible();
  await camera.take('portal-patient-with-proposal');
  await page.goto(new URL(`/patients/${knownPatientId('longName')}`, app.portalUrl).href);
  await page.getByRole('link', { name: 'Ask to reschedule' }).first().click();
  await expect(page.getByRole('button', { name: 'Send request' })).toBeVisible();
  await camera.take('portal-ask-to-reschedule');

  await page.goto(app.mailboxUrl);
  const message = page
    .getByRole('main')
    .getByRole('link', { name: /appointment/i })
    .first();
  await expect(message).toBeVisible();
  await camera.take('mailbox');
  await message.click();
  await expect(page.frameLocator('iframe').locator('body')).toContainText('appointment');
  await camera.take('mailbox-message');
}
