import type { Appointment, Communication } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { MailAnswer, OutgoingMail, PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { appointmentResource, patientResource } from '../../support/clinic-resources.ts';
import { type DeskOptions, openSmallClinic, type PortalDesk } from '../../support/portal-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The visit is on 24 November at 9:00 in Chicago. */
const DUE = Date.parse('2026-11-22T15:00:00Z');
const ON = { reminders: { send: true, daysBefore: 2 } };

const isClaim = ({ method, body }: PortalRequest): boolean =>
  method === 'POST' && JSON.stringify(body).includes('"Communication"');

/** A clinic whose desks remind, and all that their mail server has taken. */
async function remindingClinic() {
  const { clock, portal, open } = await openSmallClinic();
  await clock.advance(DUE - 10 * MINUTE - clock.now());
  const mails: OutgoingMail[] = [];
  const server = { answer: { kind: 'accepted' } as MailAnswer };
  const desks: PortalDesk[] = [];
  const openDesk = (options: DeskOptions = {}): PortalDesk => {
    const desk = open({
      seed: desks.length + 1,
      rules: ON,
      deliver: (mail) => {
        if (server.answer.kind === 'accepted') mails.push(mail);
        return Promise.resolve(server.answer);
      },
      ...options,
    });
    desks.push(desk);
    return desk;
  };
  const until = (at: number) => clock.advance(at - clock.now());
  const reminders = () => mails.filter(({ subject }) => subject.startsWith('Reminder'));
  return { clock, portal, mails, server, open: openDesk, until, reminders };
}

describe('a reminder', () => {
  test('leaves once among all desks, so many days before, in the morning, and stands on the record', async () => {
    const { clock, portal, open, until, reminders } = await remindingClinic();
    const desks = [open(), open(), open()];
    await until(DUE - MINUTE);
    expect(reminders()).toEqual([]);
    await clock.advance(5 * MINUTE);
    expect(reminders()).toHaveLength(1);
    expect(reminders()[0]?.text).toContain('Tuesday, November 24');
    await clock.advance(30 * MINUTE);
    expect(reminders()).toHaveLength(1);
    const claims = await portal.search<Communication>('Communication');
    expect(claims).toMatchObject([{ status: 'in-progress', about: [{ reference: 'Appointment/visit-1' }] }]);
    const accepted = qb.selectFrom('history').select('id').where('kind', '=', 'email-accepted');
    expect(desks.flatMap(({ db }) => db.all(accepted))).toHaveLength(1);
  });

  test('of a visit that is booked or moved into its time in the portal leaves soon; none less than two hours before', async () => {
    const { clock, portal, open, until, reminders } = await remindingClinic();
    open();
    await until(DUE - 5 * MINUTE);
    await portal.put(appointmentResource({ start: '2026-11-22T20:00:00Z', end: '2026-11-22T20:30:00Z' }));
    await portal.put(
      appointmentResource({ id: 'visit-2', start: '2026-11-22T15:30:00Z', end: '2026-11-22T16:00:00Z' }),
    );
    await clock.advance(5 * MINUTE);
    expect(reminders().map(({ text }) => text.includes('Sunday, November 22'))).toEqual([true]);
  });

  test('tells no time that has just been told, and a time it is moved to anew', async () => {
    const { clock, portal, mails, open, until, reminders } = await remindingClinic();
    const desk = open();
    await until(DUE - 5 * MINUTE);
    await desk.move('visit-1', '2026-11-23T20:00:00Z');
    await clock.advance(30 * MINUTE);
    expect(mails).toHaveLength(1);
    expect(reminders()).toEqual([]);
    await portal.put(appointmentResource({ start: '2026-11-24T16:00:00Z', end: '2026-11-24T16:30:00Z' }));
    await clock.advance(5 * MINUTE);
    expect(reminders()).toHaveLength(1);
    await portal.put(appointmentResource({ start: '2026-11-24T17:00:00Z', end: '2026-11-24T17:30:00Z' }));
    await clock.advance(5 * MINUTE);
    expect(reminders().map(({ text }) => /\d+:00 AM/.exec(text)?.[0])).toEqual(['10:00 AM', '11:00 AM']);
  });

  test('tells no time that another desk has just told', async () => {
    const { clock, mails, open, until } = await remindingClinic();
    const desk = open();
    open();
    await until(DUE + 10 * MINUTE);
    mails.length = 0;
    await desk.move('visit-1', '2026-11-23T20:00:00Z');
    await clock.advance(30 * MINUTE);
    expect(mails.map(({ subject }) => subject)).toEqual(['Your appointment has been changed - Our practice']);
  });

  test('is not forgotten where the desk that changed the visit told nobody', async () => {
    const { clock, mails, open, until, reminders } = await remindingClinic();
    const desk = open();
    open();
    await until(DUE + 10 * MINUTE);
    mails.length = 0;
    await desk.move('visit-1', '2026-11-23T20:00:00Z', false);
    await desk.core.stop();
    await clock.advance(10 * MINUTE);
    expect(reminders()).toHaveLength(1);
  });

  test('that waits for a mail server is dropped when the visit is cancelled, moved, or has begun', async () => {
    const { clock, portal, server, open, until, reminders } = await remindingClinic();
    const desk = open();
    server.answer = { kind: 'try-later', detail: 'away' };
    await until(DUE + 5 * MINUTE);
    await portal.put(appointmentResource({ status: 'cancelled' }));
    await clock.advance(5 * MINUTE);
    server.answer = { kind: 'accepted' };
    await clock.advance(HOUR);
    expect(reminders()).toEqual([]);
    expect(await desk.ask('attention.list', undefined)).toEqual([]);
  });

  test('that waits is dropped where the visit was cancelled while the desk was off', async () => {
    const { clock, portal, server, open, until, reminders } = await remindingClinic();
    const desk = open();
    server.answer = { kind: 'try-later', detail: 'away' };
    await until(DUE + 5 * MINUTE);
    await desk.core.stop();
    await portal.put(appointmentResource({ status: 'cancelled' }));
    await clock.advance(HOUR);
    server.answer = { kind: 'accepted' };
    open({ database: desk });
    await clock.advance(HOUR);
    expect(reminders()).toEqual([]);
  });

  test('is not sent where nobody wants it, there is no address, or the patient has died', async () => {
    const { clock, portal, open, until, reminders } = await remindingClinic();
    open({ rules: { reminders: { send: false, daysBefore: 2 } } });
    await until(DUE + 5 * MINUTE);
    expect(reminders()).toEqual([]);
    expect(await portal.search<Communication>('Communication')).toEqual([]);
    await portal.put(patientResource({ telecom: [] }));
    open();
    await clock.advance(5 * MINUTE);
    await portal.put(patientResource({ deceasedBoolean: true }));
    await clock.advance(5 * MINUTE);
    expect(reminders()).toEqual([]);
  });
});

describe('who reminds is decided in the portal', () => {
  test('also where the answer to the claim is lost, and the desk starts again', async () => {
    const { clock, open, until, reminders } = await remindingClinic();
    const desk = open({
      between: async (request, send) => {
        const answer = await send(request);
        return isClaim(request) ? { kind: 'none', why: 'timeout', detail: '' } : answer;
      },
    });
    await until(DUE + MINUTE);
    expect(reminders()).toEqual([]);
    await desk.core.stop();
    open({ database: desk });
    await clock.advance(10 * MINUTE);
    expect(reminders()).toHaveLength(1);
  });

  test('where the server knows no conditional create, the first claim counts', async () => {
    const { portal, open, until, reminders } = await remindingClinic();
    const between: DeskOptions['between'] = (request, send) =>
      send(
        isClaim(request)
          ? {
              ...request,
              body: JSON.parse(JSON.stringify(request.body).replace(/,"ifNoneExist":"[^"]*"/, '')),
            }
          : request,
      );
    open({ between });
    open({ between });
    await until(DUE + 10 * MINUTE);
    expect((await portal.search<Communication>('Communication')).length).toBeGreaterThan(1);
    expect(reminders()).toHaveLength(1);
  });

  test('a desk whose mail server takes nothing leaves the rest to the others', async () => {
    const { portal, open, until, reminders } = await remindingClinic();
    for (let n = 2; n <= 12; n += 1)
      await portal.put(
        appointmentResource({
          id: `visit-${n}`,
          start: `2026-11-24T${10 + n}:30:00Z`,
          end: `2026-11-24T${10 + n}:45:00Z`,
        }),
      );
    open({ deliver: async () => ({ kind: 'sign-in-failed', detail: 'no' }) });
    open();
    await until(DUE + 20 * MINUTE);
    const claimed = await portal.search<Communication>('Communication?_count=50');
    expect(claimed).toHaveLength(12);
    expect(reminders().length).toBeGreaterThanOrEqual(10);
  });

  test('a portal that keeps no such note is asked once an hour; nobody is reminded, and all else goes on', async () => {
    const { clock, portal, open, until, reminders } = await remindingClinic();
    for (let n = 2; n <= 6; n += 1)
      await portal.put(
        appointmentResource({
          id: `visit-${n}`,
          start: `2026-11-24T${14 + n}:00:00Z`,
          end: `2026-11-24T${14 + n}:30:00Z`,
        }),
      );
    let asked = 0;
    const refusal: PortalAnswer = {
      kind: 'answer',
      status: 404,
      body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-supported' }] },
      retryAfterMs: null,
    };
    const desk = open({
      between: (request, send) => {
        if (!isClaim(request)) return send(request);
        asked += 1;
        return Promise.resolve(refusal);
      },
    });
    await until(DUE + 30 * MINUTE);
    expect(asked).toBe(3);
    await clock.advance(HOUR);
    expect(asked).toBeLessThanOrEqual(9);
    expect(reminders()).toEqual([]);
    await desk.move('visit-1', '2026-11-30T15:00:00Z');
    await clock.advance(MINUTE);
    const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
    expect(Date.parse(visit?.start ?? '')).toBe(Date.parse('2026-11-30T15:00:00Z'));
  });

  test('by the portal’s clock: a desk three days ahead reminds nobody early', async () => {
    const { open, until, reminders } = await remindingClinic();
    open({ clockOff: { ms: 3 * 24 * HOUR } });
    await until(DUE - 5 * MINUTE);
    expect(reminders()).toEqual([]);
  });
});
