import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { saveDraft } from '../../../src-main/db/queries/drafts.ts';
import { NOW } from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { actor, openLocalDesk, rowsOf, seedAppointment, seedRequest } from '../../support/local-desk.ts';

const caller = { actor };
const NOBODY = { givenName: 'Ada', familyName: '', birthDate: null, phone: '555-0100', email: null };

test('what is typed about the schedule is kept as typed, by what it is about, and cleared', async () => {
  const { core } = openLocalCore();
  const save = core.handlers['drafts.save'];
  const list = () => core.handlers['drafts.list'](undefined, caller);
  const typed = { time: '10:00', notify: false, overrideReason: 'Both know' };
  await save({ subject: 'appointment/appointment-1', draft: typed }, caller);
  await save({ subject: 'new-appointment', draft: { patientId: null, newPatient: NOBODY } }, caller);
  expect(await list()).toEqual({
    ok: true,
    value: [
      { subject: 'appointment/appointment-1', draft: typed },
      { subject: 'new-appointment', draft: { patientId: null, newPatient: NOBODY } },
    ],
  });
  await save({ subject: 'appointment/appointment-1', draft: { time: '11:00' } }, caller);
  await save({ subject: 'new-appointment', draft: null }, caller);
  expect(await list()).toEqual({
    ok: true,
    value: [{ subject: 'appointment/appointment-1', draft: { time: '11:00' } }],
  });
});

test('an appointment and a request of the same id have drafts of their own', () => {
  const { db } = openLocalDesk();
  seedAppointment(db);
  seedRequest(db);
  saveDraft(db, 'request/request-1', { message: 'about the request' }, NOW);
  saveDraft(db, 'appointment/request-1', { message: 'about the appointment' }, NOW);
  saveDraft(db, 'request/request-1', null, NOW);
  expect(rowsOf(db, 'draft')).toMatchObject([{ subject: 'appointment/request-1' }]);
});

test('what another version kept about the schedule is there as far as it is known, and nothing else', async () => {
  const { core, db } = openLocalCore();
  const keep = (subject: string, draft: unknown) =>
    db.run(qb.insertInto('draft').values({ subject, draft_json: JSON.stringify(draft), updated_ms: NOW }));
  keep('appointment/appointment-1', {
    date: 7,
    time: '10:00',
    notify: 'yes',
    providerId: 'p',
    overrideReason: 'x'.repeat(301),
  });
  keep('series/1', { time: '12:00' });
  expect(await core.handlers['drafts.list'](undefined, caller)).toEqual({
    ok: true,
    value: [
      { subject: 'appointment/appointment-1', draft: { time: '10:00', overrideReason: 'x'.repeat(300) } },
    ],
  });
});
