import { readFileSync, rmSync } from 'node:fs';
import type { Bundle } from '@medplum/fhirtypes';
import { afterEach, expect, test } from 'vitest';
import { createAuditTrail } from '../../../src-main/audit/audit-trail.ts';
import { auditedHandlers } from '../../../src-main/audit/audited-handlers.ts';
import { qb } from '../../../src-main/db/db.ts';
import { appendHistory } from '../../../src-main/db/queries/history.ts';
import { createRecordCheck } from '../../../src-main/db/record-check.ts';
import type { Handlers } from '../../../src-main/ipc/handlers.ts';
import type { FileDialogs } from '../../../src-main/ports.ts';
import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { HistoryDetail } from '../../../src-shared/domain/history.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import type { CommandInput, CommandOutput } from '../../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../../src-shared/ipc/names.ts';
import { de } from '../../../src-shared/text/de.ts';
import { speak } from '../../../src-shared/text/text.ts';
import { lockDatabase } from '../../support/database-lock.ts';
import { NOW } from '../../support/domain.ts';
import { fhirProfiles } from '../../support/fhir-profiles.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { actor, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

afterEach(() => speak('en'));

const OTHER: Actor = { ...actor, userId: 'user-2', userName: 'Kim Stone' };

/** A desk whose commands stand on the record, with two patients, a visit and a request. */
function openDesk(dialogs?: FileDialogs) {
  const local = openLocalCore(dialogs ? { dialogs } : {});
  const { db, clock, core } = local;
  seedPeople(db);
  seedAppointment(db);
  seedRequest(db);
  const trail = createAuditTrail({ db, clock });
  const handlers = auditedHandlers(core.handlers as Handlers, trail);
  async function ask<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    by = actor,
  ): Promise<CommandOutput<N>> {
    const answer = await handlers[name](input as never, { actor: by });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value as CommandOutput<N>;
  }
  const lines = () =>
    db
      .all(qb.selectFrom('history').select(['kind', 'user_name', 'patient_id', 'detail_json']).orderBy('id'))
      .map((row) => ({
        kind: row.kind,
        by: row.user_name,
        patient: row.patient_id,
        detail: JSON.parse(row.detail_json) as HistoryDetail,
      }));
  return { ...local, trail, ask, lines, handlersOf: () => core.handlers as Handlers };
}

const EVERY_LINE = { from: null, to: null, subject: null, person: '', patient: '' };

test('who opens a card, a visit or a request has looked at its patient, once in a while', async () => {
  const { ask, lines, clock } = openDesk();
  await ask('patients.card', { id: 'patient-1', limit: 5 });
  await ask('patients.card', { id: 'patient-1', limit: 5 });
  await ask('appointments.get', { id: 'appointment-1' });
  await ask('requests.get', { id: 'request-1' });
  await ask('patients.card', { id: 'patient-2', limit: 5 });
  await ask('patients.card', { id: 'patient-1', limit: 5 }, OTHER);
  // A card that is left open follows what changes: that is no other look.
  await clock.advance(14 * MINUTE_MS);
  await ask('patients.card', { id: 'patient-1', limit: 5 });
  await clock.advance(14 * MINUTE_MS);
  await ask('patients.card', { id: 'patient-1', limit: 5 });
  expect(lines().map(({ kind, by, patient }) => [kind, by, patient])).toEqual([
    ['looked-at', actor.userName, 'patient-1'],
    ['looked-at', actor.userName, 'patient-2'],
    ['looked-at', OTHER.userName, 'patient-1'],
  ]);
  await clock.advance(16 * MINUTE_MS);
  await ask('patients.card', { id: 'patient-1', limit: 5 });
  expect(lines()).toHaveLength(4);
});

test('what is not there was not looked at', async () => {
  const { ask, lines } = openDesk();
  await expect(ask('patients.card', { id: 'patient-9', limit: 5 })).rejects.toThrow('patient-not-found');
  expect(lines()).toEqual([]);
});

test('what is typed letter by letter is one search, and stands before what was found by it', async () => {
  const { ask, lines, clock } = openDesk();
  for (const text of ['a', 'ad', 'ada', 'ad', 'ada ']) await ask('patients.search', { text, limit: 20 });
  expect(lines()).toEqual([]);
  await ask('patients.card', { id: 'patient-1', limit: 5 });
  await ask('requests.list', { ...WHOLE_INBOX, sort: 'appointment', limit: 10, search: 'ortiz' });
  await ask('patients.search', { text: '', limit: 20 });
  await clock.advance(3000);
  expect(lines().map(({ kind, detail }) => [kind, detail.search])).toEqual([
    ['searched', { where: 'patients', text: 'ada', found: 1 }],
    ['looked-at', undefined],
    ['searched', { where: 'requests', text: 'ortiz', found: 0 }],
  ]);
  // The list asks again by itself.
  await ask('requests.list', { ...WHOLE_INBOX, sort: 'appointment', limit: 10, search: 'ortiz' });
  await clock.advance(3000);
  expect(lines()).toHaveLength(3);
});

test('a search that was not looked at when the desk is locked or ended stands on the record', async () => {
  const { ask, lines, trail } = openDesk();
  await ask('patients.search', { text: 'ada', limit: 20 });
  trail.flush();
  await ask('patients.search', { text: 'ben', limit: 20 });
  trail.stopped(actor);
  expect(lines().map(({ kind }) => kind)).toEqual(['searched', 'searched', 'stopped']);
});

test('settings are on the record as they were and are, secrets only as changed', async () => {
  const { ask, lines } = openDesk();
  const { rules } = await ask('settings.get', undefined);
  await ask('settings.save', {
    rules: { practice: { ...rules.practice, name: 'Harbor Clinic' } },
    mailSecret: 'correct horse',
    mail: {
      kind: 'smtp',
      host: 'mail.example.org',
      port: 587,
      security: 'starttls',
      user: 'desk',
      fromName: 'Harbor',
      fromAddress: 'desk@example.org',
    },
  });
  const [line] = lines();
  expect(line?.kind).toBe('settings-changed');
  expect(line?.detail.settings).toContainEqual({
    setting: 'rules.practice.name',
    from: rules.practice.name,
    to: 'Harbor Clinic',
  });
  expect(line?.detail.settings).toContainEqual({ setting: 'mail.host', from: '', to: 'mail.example.org' });
  expect(line?.detail.settings).toContainEqual({ setting: 'mailSecret', from: '', to: '' });
  expect(JSON.stringify(lines())).not.toContain('correct horse');
});

test('what acts by itself is named and found in the language that is spoken, in the record as elsewhere', async () => {
  const { db, ask } = openDesk();
  appendHistory(db, {
    at: NOW,
    actor: { ...actor, userId: 'system:policy', userName: 'Cancellation policy' },
    kind: 'noted',
    requestId: null,
    appointmentId: null,
    outboxId: null,
    detail: {},
  });
  await speak('de');
  const named = async (person: string) =>
    (await ask('record.list', { ...EVERY_LINE, person, before: null, limit: 50 })).lines.map(
      ({ userName }) => userName,
    );
  expect(await named('')).toEqual([de.details.DECIDED_BY.policy]);
  expect(await named(de.details.DECIDED_BY.policy.toUpperCase())).toEqual([de.details.DECIDED_BY.policy]);
  expect(await named('nobody')).toEqual([]);
});

test('somebody is found by a name of any letters, however it is typed', async () => {
  const { ask } = openDesk();
  for (const [index, userName] of ['Özgür Ümit', 'Kim Stone', 'Ана Иванова'].entries())
    await ask(
      'patients.card',
      { id: 'patient-1', limit: 5 },
      { ...actor, userId: `user-${index}`, userName },
    );
  const named = async (person: string) =>
    (await ask('record.list', { ...EVERY_LINE, person, before: null, limit: 50 })).lines.map(
      ({ userName }) => userName,
    );
  for (const person of ['özgür', 'ÜMIT', 'o\u0308zgu\u0308r'])
    expect(await named(person)).toEqual(['Özgür Ümit']);
  expect(await named('иван')).toEqual(['Ана Иванова']);
  expect(await named('stone')).toEqual(['Kim Stone']);
});

test('the record is read narrowed, page by page, and taken out as a table and as AuditEvents that R4 allows', async () => {
  const { ask, lines, clock, db } = openDesk({
    chooseFolder: async () => null,
    chooseSavePath: async (name) => `/tmp/${name}`,
  });
  await ask('patients.card', { id: 'patient-1', limit: 5 });
  await ask('patients.search', { text: '=HYPERLINK("x")', limit: 20 });
  await clock.advance(3000);
  await ask('patients.card', { id: 'patient-2', limit: 5 }, OTHER);
  const list = (over: object, before: number | null = null, limit = 50) =>
    ask('record.list', { ...EVERY_LINE, ...over, before, limit });
  const kinds = async (over: object) => (await list(over)).lines.map(({ kind }) => kind);
  expect(await kinds({})).toEqual(['looked-at', 'searched', 'looked-at']);
  expect(await kinds({ person: 'KIM' })).toEqual(['looked-at']);
  expect(await kinds({ subject: 'deciding' })).toEqual([]);
  expect((await list({ patient: 'ortiz' })).lines.map(({ patient }) => patient?.name)).toEqual(['Ben Ortiz']);
  expect(await kinds({ from: '2030-01-01' })).toEqual([]);
  await clock.advance(3000);
  expect(
    lines().flatMap(({ detail }) => (detail.search?.where === 'record' ? [detail.search.text] : [])),
  ).toEqual(['*', 'KIM', 'deciding', 'ortiz', '2030-01-01']);
  const first = await list({}, null, lines().length - 1);
  expect((await list({}, first.next, 2)).lines.map(({ id }) => id)).toEqual([1]);

  const path = (await ask('record.export', { ...EVERY_LINE, format: 'csv' })).path ?? '';
  const table = readFileSync(path, 'utf8');
  expect(table).toContain('Searched the patients for “=HYPERLINK');
  rmSync(path);
  const json = (await ask('record.export', { ...EVERY_LINE, patient: 'ortiz', format: 'json' })).path ?? '';
  const bundle = JSON.parse(readFileSync(json, 'utf8')) as Bundle;
  rmSync(json);
  expect(bundle.entry).toHaveLength(1);
  expect(bundle.entry?.[0]?.resource).toMatchObject({
    resourceType: 'AuditEvent',
    action: 'R',
    agent: [{ who: { display: OTHER.userName } }],
    entity: [{ what: { reference: 'Patient/patient-2' } }, {}],
  });
  for (const { resource } of bundle.entry ?? [])
    expect(resource && fhirProfiles().problems(resource)).toEqual([]);
  expect(lines().at(-1)).toMatchObject({
    kind: 'exported',
    detail: { takenOut: 'record', patientName: 'ortiz' },
  });

  // Sealed like all the others.
  const check = createRecordCheck(db);
  while (check.go(100));
  expect(check.findings()).toMatchObject({ faults: 0, lines: lines().length });
});

test('what another desk set meanwhile is not this person’s; a secret that was stored is on the record though the rest was refused', async () => {
  const { ask, lines, db, handlersOf } = openDesk();
  const { rules } = await ask('settings.get', undefined);
  const refusing = auditedHandlers(
    {
      ...handlersOf(),
      'settings.save': async () => ({ ok: false, error: { code: 'disk-full' } }),
    },
    createAuditTrail({ db, clock: createVirtualClock(NOW) }),
  );
  await refusing['settings.save']({ idleMinutes: 9, mailSecret: 'correct horse' }, { actor });
  expect(lines().at(-1)?.detail.settings).toEqual([{ setting: 'mailSecret', from: '', to: '' }]);
  const handlers = handlersOf();
  const meanwhile = auditedHandlers(
    {
      ...handlers,
      'settings.save': async (input, caller) => {
        await handlers['settings.save']({ rules: { undoSeconds: rules.undoSeconds + 1 } }, caller);
        return handlers['settings.save'](input, caller);
      },
    },
    createAuditTrail({ db, clock: createVirtualClock(NOW) }),
  );
  await meanwhile['settings.save']({ idleMinutes: 9 }, { actor });
  expect(lines().at(-1)?.detail.settings).toEqual([{ setting: 'idleMinutes', from: '5', to: '9' }]);
});

test('how people like the window to look is no setting that is on the record', async () => {
  const { ask, lines } = openDesk();
  await ask('settings.save', { density: 'compact', appearance: 'dark', singleKeys: false });
  expect(lines()).toEqual([]);
});

test('what the disk does not take is written once it does; nothing after the end', async () => {
  const { ask, lines, trail, clock, path } = openDesk();
  const lock = await lockDatabase(path);
  await ask('patients.card', { id: 'patient-1', limit: 5 });
  expect(lines()).toEqual([]);
  await lock.release();
  await clock.advance(1000);
  expect(lines().map(({ kind }) => kind)).toEqual(['looked-at']);
  const again = await lockDatabase(path);
  await ask('patients.card', { id: 'patient-2', limit: 5 });
  trail.stopped(actor);
  await again.release();
  await clock.advance(60_000);
  expect(lines()).toHaveLength(1);
});

test('a start after a run that was not ended says so', () => {
  const { db, clock, lines } = openDesk();
  const trail = {
    started: (by: Actor, version: string, byRecoveryKey = false) =>
      createAuditTrail({ db, clock }).started(by, version, byRecoveryKey),
    stopped: (by: Actor) => createAuditTrail({ db, clock }).stopped(by),
  };
  trail.started(actor, '1.2.3');
  trail.started(actor, '1.2.3');
  trail.stopped(actor);
  trail.started(actor, '1.2.3');
  trail.stopped(actor);
  trail.started(actor, '1.2.3', true);
  expect(lines().map(({ kind, detail }) => [kind, detail])).toEqual([
    ['started', { version: '1.2.3' }],
    ['started', { version: '1.2.3', afterCrash: true }],
    ['stopped', {}],
    ['started', { version: '1.2.3' }],
    ['stopped', {}],
    ['started', { version: '1.2.3', byRecoveryKey: true }],
  ]);
});

test('a backup of a run that had not ended is no crash', () => {
  const { db, clock, lines } = openDesk();
  createAuditTrail({ db, clock }).started(actor, '1.2.3', false);
  appendHistory(db, {
    at: clock.now(),
    actor,
    kind: 'backup-restored',
    requestId: null,
    appointmentId: null,
    outboxId: null,
    detail: {},
  });
  createAuditTrail({ db, clock }).started(actor, '1.2.3', false);
  expect(lines().at(-1)?.detail).toEqual({ version: '1.2.3' });
});
