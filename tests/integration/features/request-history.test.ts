import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { listRequests } from '../../../src-main/features/requests/list.ts';
import type { DeskCommand } from '../../../src-shared/domain/commands.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import type { RequestListInput } from '../../../src-shared/ipc/request-views.ts';
import { ASKED_START, at, buildWords, HALF_HOUR, NOW, OWN_START } from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { actor, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

const ANY = { outcome: null, by: null, from: null, to: null };
const HISTORY: RequestListInput = { ...WHOLE_INBOX, view: 'history', settled: ANY };
const EXPORTED = { practitionerId: null, kind: null, filter: 'all', search: '', settled: ANY } as const;

/** A desk at which Robin has approved one request and Sam has denied another, an hour later. */
async function settledDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'history.csv');
  const asked: string[] = [];
  const dialogs = {
    chooseFolder: async () => null,
    chooseSavePath: async (name: string) => {
      asked.push(name);
      return path;
    },
  };
  const desk = openLocalCore({ dialogs });
  const { db, clock, core } = desk;
  seedPeople(db);
  for (const nth of [1, 2]) {
    seedAppointment(db, {
      id: `visit-${nth}`,
      uid: `uid-${nth}`,
      start: OWN_START + nth * HOUR_MS,
      end: OWN_START + nth * HOUR_MS + HALF_HOUR,
    });
    seedRequest(db, {
      id: `request-${nth}`,
      appointmentId: `visit-${nth}`,
      requested: { start: ASKED_START + nth * HOUR_MS, end: ASKED_START + nth * HOUR_MS + HALF_HOUR },
      note: nth === 1 ? '=cmd|"x"!A1, please' : 'later',
    });
  }
  const decide = async (id: string, command: DeskCommand, userName: string) =>
    expect(
      await core.handlers['decisions.decide'](
        { on: 'request', id, command },
        { actor: { ...actor, userName } },
      ),
    ).toMatchObject({ ok: true });
  await decide('request-1', { type: 'approve' }, 'Robin');
  await clock.advance(HOUR_MS);
  await decide('request-2', { type: 'deny', words: buildWords() }, 'Sam');
  const list = (settled: Partial<NonNullable<RequestListInput['settled']>>) => {
    const page = listRequests(
      db,
      { ...HISTORY, settled: { ...ANY, ...settled } },
      { now: clock.now(), rules: defaultRules },
    );
    if (!page.ok) throw new Error(page.error.code);
    return { ids: page.value.rows.map(({ id }) => id), total: page.value.total, rows: page.value.rows };
  };
  const call = <
    N extends 'requests.exportHistory' | 'requests.settledBy' | 'requests.email' | 'requests.get',
  >(
    name: N,
  ) => core.handlers[name];
  return { ...desk, list, path, asked, call };
}

describe('the history', () => {
  test('says from where to where a visit was moved, and who did that', async () => {
    const { list } = await settledDesk();
    const [denied, approved] = list({}).rows;
    expect(denied?.settled).toMatchObject({ by: 'Sam', from: { start: OWN_START + 2 * HOUR_MS } });
    expect(approved?.settled).toEqual({
      by: 'Robin',
      from: { start: OWN_START + HOUR_MS, end: OWN_START + HOUR_MS + HALF_HOUR },
      to: { start: ASKED_START + HOUR_MS, end: ASKED_START + HOUR_MS + HALF_HOUR },
    });
  });

  test('is narrowed by outcome, by person, and by the practice’s days', async () => {
    const { db, list, call } = await settledDesk();
    expect(list({}).ids).toEqual(['request-2', 'request-1']);
    expect(list({ outcome: 'denied' })).toMatchObject({ ids: ['request-2'], total: 1 });
    expect(list({ by: 'Robin' })).toMatchObject({ ids: ['request-1'], total: 1 });
    expect(await call('requests.settledBy')(undefined, { actor })).toEqual({
      ok: true,
      value: ['Robin', 'Sam'],
    });
    // The last minute of a day in Chicago is the next day in UTC.
    db.run(
      qb
        .updateTable('request')
        .set({ resolved_ms: at('2026-11-22', '23:59') })
        .where('id', '=', 'request-1'),
    );
    expect(list({ from: '2026-11-22', to: '2026-11-22' }).ids).toEqual(['request-1']);
    expect(list({ from: '2026-11-23', to: null }).ids).toEqual(['request-2']);
    expect(list({ from: null, to: '2026-11-21' })).toMatchObject({ ids: [], total: 0 });
    const bad = { ...HISTORY, settled: { ...ANY, from: '2026-02-30' } };
    expect(listRequests(db, bad, { now: NOW, rules: defaultRules })).toEqual({
      ok: false,
      error: { code: 'bad-input' },
    });
  });

  test('one that was undone and decided anew is whose decision counts', async () => {
    const { core, list, clock } = await settledDesk();
    const caller = (userName: string) => ({ actor: { ...actor, userName } });
    const row = list({ by: 'Sam' }).rows[0];
    const undone = await core.handlers['decisions.undo'](
      { outboxId: row?.delivery?.outboxId ?? '' },
      caller('Sam'),
    );
    expect(undone).toEqual({ ok: true, value: null });
    await clock.advance(1000);
    const command = { type: 'deny', words: buildWords() } as const;
    await core.handlers['decisions.decide']({ on: 'request', id: 'request-2', command }, caller('Kim'));
    expect(list({ by: 'Sam' }).ids).toEqual([]);
    expect(list({ by: 'Kim' }).rows[0]?.settled?.by).toBe('Kim');
  });

  test('shows each e-mail as it was written', async () => {
    const { db, call } = await settledDesk();
    const detail = await call('requests.get')({ id: 'request-1' }, { actor });
    if (!detail.ok) throw new Error(detail.error.code);
    const mailIds = detail.value.history.map(({ kind, mailId }) => [kind, mailId !== null]);
    expect(mailIds).toEqual([
      ['decided', false],
      ['email-queued', true],
    ]);
    const mailId = detail.value.history[1]?.mailId ?? '';
    const mail = db.get(qb.selectFrom('mail').selectAll().where('id', '=', mailId));
    expect(await call('requests.email')({ mailId }, { actor })).toEqual({
      ok: true,
      value: {
        toName: mail?.to_name,
        toAddress: 'ada.marsh@example.org',
        subject: mail?.subject,
        html: mail?.html,
        state: 'waiting',
        at: NOW,
      },
    });
    expect(await call('requests.email')({ mailId: 'none' }, { actor })).toEqual({
      ok: false,
      error: { code: 'item-not-found' },
    });
  });

  test('is exported as a table, as it is narrowed, for this user only', async () => {
    const { call, path, asked } = await settledDesk();
    expect(await call('requests.exportHistory')(EXPORTED, { actor })).toEqual({
      ok: true,
      value: { path, rows: 2 },
    });
    expect(asked).toEqual(['request-history-2026-11-23.csv']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const lines = readFileSync(path, 'utf8').split('\r\n');
    expect(lines[0]).toContain('Settled (America/Chicago)');
    expect(lines[2]).toBe(
      `Reschedule appointment,Ada Marsh,1984-05-06,Dr. Ruth Okafor,Follow-up,Approved,,Robin,2026-11-23 08:00,2026-11-23 09:00,2026-11-30 11:00,2026-12-01 15:00,2026-12-01 15:00,2026-12-01 15:00,"'=cmd|""x""!A1, please"`,
    );
    const robin = { ...EXPORTED, settled: { ...ANY, by: 'Robin' } };
    expect(await call('requests.exportHistory')(robin, { actor })).toMatchObject({
      ok: true,
      value: { rows: 1 },
    });
  });

  test('no page of it walks through a whole table', async () => {
    const { db } = await settledDesk();
    const input = {
      ...HISTORY,
      settled: { outcome: 'approved' as const, by: 'Robin', from: '2026-11-22', to: null },
    };
    const queries = statementsOf(
      db,
      (recording) => void listRequests(recording, input, { now: NOW, rules: defaultRules }),
    );
    expect(queries.flatMap((query) => scansOf(db, query))).toEqual([]);
  });
});
