import { encode } from '../../scripts/preview/wire.js';
import { EVENT_CHANNEL } from '../../src-shared/ipc/names.ts';
import { expect, test } from '../support/clinic-test.ts';

/** The preview is never installed, so nothing lies ready there: the event is put between program and page. */
test('a newer version is told of quietly, and waits for a decision that can still be undone', async ({
  app,
  clinic,
  portal,
  desk,
  settings,
}) => {
  await settings.keep();
  await desk.changeRules((rules) => ({ ...rules, undoSeconds: 30 }));
  const visit = await clinic.newVisit();
  await portal.askToReschedule(visit, '2026-11-20', '14:00');

  let tell: (event: unknown) => void = () => undefined;
  await desk.page.routeWebSocket(/__preview\/ipc/, (socket) => {
    const program = socket.connectToServer();
    program.onMessage((message) => socket.send(message));
    tell = (event) => socket.send(encode({ type: 'event', channel: EVENT_CHANNEL, args: [event] }));
  });
  await desk.open(app.deskUrl);
  const banner = desk.page.getByRole('banner');
  const restart = banner.getByRole('button', { name: 'Restart now' });
  await expect(restart).toHaveCount(0);
  tell({ type: 'update', version: '0.2.0' });
  await expect(banner).toContainText('Version 0.2.0 of Reslot is ready: restart when it suits.');

  const row = await desk.receive('Reschedule appointment', visit.patient);
  await row.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.undoOf(visit.patient)).toBeVisible();
  await restart.click();
  await expect(banner).toContainText('A decision can still be undone. Restart in a few seconds');
  await expect(desk.undoOf(visit.patient)).toBeVisible();

  await desk.undoOf(visit.patient).click();
  await expect(row).toBeVisible();
  const practice = await desk.openSettings('Practice');
  const name = practice.getByLabel('Practice name');
  await name.fill('Lakeside');
  await restart.click();
  await expect(banner).toContainText('Something typed is not saved yet');
  await expect(name).toHaveValue('Lakeside');

  await practice.getByRole('button', { name: 'Discard changes' }).click();
  await restart.click();
  await expect(banner).toContainText('No newer version lies ready.');
});
