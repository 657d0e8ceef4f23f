import { describe, expect, it, vi } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { saveDraft, scheduleDrafts } from '../../../src-main/db/queries/drafts.ts';
import { findUsers } from '../../../src-main/db/queries/users.ts';
import type { Caller } from '../../../src-main/ipc/handlers.ts';
import {
  askedByWhoeverIsThere,
  printedByWhoeverIsThere,
} from '../../../src-main/session/asked-by-whoever-is-there.ts';
import { sessionHandlers } from '../../../src-main/session/handlers.ts';
import type { SessionDeps } from '../../../src-main/session/session.ts';
import { NEW_APPOINTMENT } from '../../../src-shared/domain/draft.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { err, ok } from '../../../src-shared/result.ts';
import { NOW } from '../../support/domain.ts';
import { actor, rowsOf, temporaryDatabase } from '../../support/local-desk.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { CHEAP, openSession } from '../../support/session.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const PIN = '280417';
const RIGHT_KEY = 'the recovery key';

/** A desk at which Ana, a manager, has been set up. Each `start` is another run of the program on the same database. */
async function desk(over: Partial<SessionDeps> = {}) {
  const { db } = temporaryDatabase();
  const start = (clock = createVirtualClock(NOW), ids = createSeededIds(2)) => {
    const session = openSession({ db, clock, ids, ...over });
    const handlers = sessionHandlers({
      db,
      clock,
      ids,
      session,
      checkRecoveryKey: async (typed) =>
        typed === RIGHT_KEY ? ok(null) : err({ code: 'recovery-key-other' }),
    });
    return { clock, session, handlers };
  };
  const first = start();
  expect(await first.session.setUp('Ana', PIN)).toEqual(ok(null));
  const ana = findUsers(db)[0]?.id ?? '';
  const record = () =>
    db
      .all(qb.selectFrom('history').select(['kind', 'user_id', 'user_name']).orderBy('id'))
      .map(({ kind, user_name }) => `${kind} ${user_name}`);
  return { db, ...first, start, ana, record };
}

const as = ({ session }: Awaited<ReturnType<typeof desk>>): Caller => {
  const pass = session.pass();
  if (pass === null) throw new Error('locked');
  return pass;
};

describe('a disk that takes nothing', () => {
  it('keeps nobody out who has the PIN, and guessing is slowed down all the same', async () => {
    const here = await desk();
    here.session.lock(null, false);
    const { clock, db, ana, session } = here;
    let full = true;
    const run = db.run.bind(db);
    vi.spyOn(db, 'run').mockImplementation((query) => {
      if (full) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      return run(query);
    });
    for (let wrong = 0; wrong < 4; wrong += 1)
      expect(await session.signIn(ana, '000111')).toEqual(err({ code: 'sign-in-wrong' }));
    expect(await session.signIn(ana, '000111')).toMatchObject(err({ code: 'sign-in-wait' }));
    await clock.advance(30_000);
    expect(await session.signIn(ana, PIN)).toEqual(ok(null));
    expect(session.pass()?.actor.userName).toBe('Ana');
    full = false;
    await clock.advance(60_000);
    expect(here.record().toSorted()).toEqual(
      ['locked', 'signed-in', 'signed-in', ...Array(5).fill('sign-in-failed')]
        .map((kind) => `${kind} Ana`)
        .toSorted(),
    );
    expect(findUsers(db)[0]?.failures).toBe(0);
    session.stop();
  });
});

describe('the first user', () => {
  it('is made once, and is a manager who is signed in', async () => {
    const { session, ana, record } = await desk();
    expect(session.view()).toMatchObject({
      standing: 'signed-in',
      user: { id: ana, name: 'Ana', role: 'manager', byClick: false },
    });
    expect(session.pass()?.actor).toMatchObject({ userId: ana, userName: 'Ana', deskId: 'desk-1' });
    expect(await session.setUp('Eve', '902817')).toEqual(err({ code: 'already-set-up' }));
    expect(record()).toEqual(['signed-in Ana']);
  });

  it('is never made with a PIN that is guessed', async () => {
    const { db } = temporaryDatabase();
    const session = openSession({ db, clock: createVirtualClock(NOW) });
    expect(session.view().standing).toBe('set-up');
    expect(await session.setUp('Ana', '123456')).toEqual(err({ code: 'secret-common' }));
    expect(await session.setUp('Reslot', PIN)).toEqual(err({ code: 'user-name-nobodys' }));
    expect(findUsers(db)).toEqual([]);
  });

  it('of two who are made at once is one', async () => {
    const { db } = temporaryDatabase();
    const session = openSession({ db, clock: createVirtualClock(NOW) });
    const both = await Promise.all([session.setUp('Ana', PIN), session.setUp('Eve', PIN)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(findUsers(db)).toHaveLength(1);
  });

  it('of the demo clinic needs no PIN, elsewhere nobody goes without', async () => {
    const { db } = temporaryDatabase();
    const clock = createVirtualClock(NOW);
    const demo = openSession({ db, clock, demo: true });
    const users = demo.view().users;
    expect(users.map(({ byClick }) => byClick)).toEqual([true, true]);
    expect(await openSession({ db, clock }).signIn(users[0]?.id ?? '', '')).toEqual(
      err({ code: 'sign-in-wrong' }),
    );
    expect(await demo.signIn(users[0]?.id ?? '', '')).toEqual(ok(null));
  });
});

describe('signing in', () => {
  it('begins locked, and opens with the PIN', async () => {
    const { start, ana, record } = await desk();
    const { session } = start();
    expect(session.pass()).toBeNull();
    expect(session.view()).toMatchObject({ standing: 'locked', user: null });
    expect(await session.signIn(ana, '280418')).toEqual(err({ code: 'sign-in-wrong' }));
    expect(session.pass()).toBeNull();
    expect(await session.signIn(ana, PIN)).toEqual(ok(null));
    expect(session.pass()?.actor.userName).toBe('Ana');
    expect(record()).toEqual(['signed-in Ana', 'sign-in-failed Ana', 'signed-in Ana']);
  });

  it('counts a try before it is looked at: ending the program in the middle takes none back', async () => {
    const { db, start, ana } = await desk();
    const { session } = start();
    const trying = session.signIn(ana, '111222');
    expect(findUsers(db)[0]?.failures).toBe(1);
    await trying;
  });

  it('a hundred wrong ones, over restarts and with the clock put anywhere, are let through slowly', async () => {
    const { start, ana } = await desk();
    let looked = 0;
    let wallClock = NOW;
    let { session, clock } = start(createVirtualClock(wallClock));
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const answer = await session.signIn(ana, '902817');
      if (!answer.ok && answer.error.code === 'sign-in-wrong') looked += 1;
      if (attempt % 10 === 9) {
        // A year ahead, and a year back; each time another run of the program.
        wallClock = NOW + (attempt % 20 === 9 ? 1 : -1) * 365 * 86_400_000;
        ({ session, clock } = start(createVirtualClock(wallClock)));
      }
    }
    expect(looked).toBe(4);
    // Nor does it wait for ever: the fifth cost half a minute.
    const left = session.view().users[0]?.waitMs ?? 0;
    expect(left).toBe(30_000);
    await clock.advance(left - 1);
    expect(await session.signIn(ana, PIN)).toEqual(err({ code: 'sign-in-wait', waitMs: 1 }));
    await clock.advance(1);
    expect(await session.signIn(ana, PIN)).toEqual(ok(null));
    expect(session.view().users[0]?.waitMs).toBe(0);
  });

  it('raises what a secret costs when it is right', async () => {
    const { db, start, ana } = await desk({ cost: CHEAP });
    const before = findUsers(db)[0]?.secretJson;
    const dear = openSession({ db, clock: createVirtualClock(NOW), cost: { ...CHEAP, N: 4 } });
    expect(await dear.signIn(ana, PIN)).toEqual(ok(null));
    const after = findUsers(db)[0]?.secretJson;
    expect(after).not.toBe(before);
    expect(after).toContain('"N":4');
    expect(await start().session.signIn(ana, PIN)).toEqual(ok(null));
  });
});

describe('the lock', () => {
  it('keeps what is typed for the same person, and for nobody else', async () => {
    const one = await desk();
    const { session, handlers, ana } = one;
    const manager = as(one);
    await handlers['users.add']({ name: 'Ben', role: 'receptionist', secret: '771204' }, manager);
    session.lock('Dear Ms. Lopez', true);
    expect(session.view()).toMatchObject({ standing: 'locked', suggestedUserId: ana });
    const ben = findUsers(one.db).find(({ name }) => name === 'Ben')?.id ?? '';
    await session.signIn(ben, '771204');
    expect(session.takeKept()).toBeNull();
    session.lock(null, false);
    expect(session.view().suggestedUserId).toBeNull();
    await session.signIn(ana, PIN);
    expect(session.takeKept()).toBe('Dear Ms. Lopez');
    expect(session.takeKept()).toBeNull();
  });

  it('keeps it over a new start of the program, and where the disk takes nothing as long as the program runs', async () => {
    const { db, session, ana, start } = await desk();
    session.lock('Dear Ms. Lopez', true);
    const later = start();
    await later.session.signIn(ana, PIN);
    expect(later.session.takeKept()).toBe('Dear Ms. Lopez');
    expect(rowsOf(db, 'kept_typing')).toEqual([]);
    const run = db.run.bind(db);
    const full = vi.spyOn(db, 'run').mockImplementation(() => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
    later.session.lock('Dear Mr. Moss', true);
    full.mockImplementation(run);
    await later.session.signIn(ana, PIN);
    expect(later.session.takeKept()).toBe('Dear Mr. Moss');
    await later.clock.advance(60_000);
    for (const one of [session, later.session]) one.stop();
  });

  it('forgets what was kept for somebody who is removed', async () => {
    const one = await desk();
    const { db, session, handlers, ana } = one;
    await handlers['users.add']({ name: 'Ben', role: 'manager', secret: '771204' }, as(one));
    session.lock('Dear Ms. Lopez', false);
    const ben = findUsers(db).find(({ name }) => name === 'Ben')?.id ?? '';
    await session.signIn(ben, '771204');
    expect(await handlers['users.remove']({ id: ana }, as(one))).toEqual(ok(null));
    expect(rowsOf(db, 'kept_typing')).toEqual([]);
    session.stop();
  });

  it('leaves what somebody had begun to write, who is removed, to whoever opens it next', async () => {
    const one = await desk();
    const { db, session, handlers, ana } = one;
    await handlers['users.add']({ name: 'Ben', role: 'manager', secret: '771204' }, as(one));
    const ben = findUsers(db).find(({ name }) => name === 'Ben')?.id ?? '';
    for (const id of [ana, ben]) saveDraft(db, NEW_APPOINTMENT, { message: `by ${id}` }, id, 5);
    saveDraft(db, 'appointment/appointment-1', { message: 'half a' }, ben, 5);
    expect(await handlers['users.remove']({ id: ben }, as(one))).toEqual(ok(null));
    expect(scheduleDrafts(db, ana)).toEqual([
      { subject: NEW_APPOINTMENT, draft: { message: `by ${ana}` } },
      { subject: 'appointment/appointment-1', draft: { message: 'half a' } },
    ]);
    expect(
      rowsOf(db, 'draft')
        .map(({ user_id }) => user_id)
        .toSorted(),
    ).toEqual(['', '', ana]);
    session.stop();
  });

  it('waits a moment for what is typed, and not for ever', async () => {
    const tell = vi.fn();
    const emptied = vi.fn();
    const { session, clock } = await desk({ tell, emptied });
    tell.mockClear();
    session.lockSoon();
    session.lockSoon();
    expect(tell.mock.calls).toEqual([[{ locking: true }]]);
    expect(session.pass()).not.toBeNull();
    await clock.advance(1000);
    expect(session.pass()).toBeNull();
    expect(emptied).toHaveBeenCalledOnce();
  });

  it('comes by itself after so long without a touch, whatever the clock is set to', async () => {
    const { session, clock } = await desk();
    await clock.advance(4 * 60_000);
    session.active();
    await clock.advance(4 * 60_000);
    expect(session.pass()).not.toBeNull();
    await clock.advance(61_000);
    expect(session.pass()).toBeNull();
  });

  it('nobody touches a locked desk awake', async () => {
    const { session, clock } = await desk();
    session.lock(null, true);
    session.active();
    await clock.advance(10 * 60_000);
    expect(session.pass()).toBeNull();
  });
});

describe('the people', () => {
  const add = (over: Partial<CommandInput<'users.add'>> = {}): CommandInput<'users.add'> => ({
    name: 'Ben',
    role: 'receptionist',
    secret: '771204',
    ...over,
  });

  it('are added, changed, given a new PIN and removed, each on the record', async () => {
    const one = await desk();
    const { session, handlers, db, record } = one;
    const by = as(one);
    expect(await handlers['users.add'](add(), by)).toEqual(ok(null));
    expect(await handlers['users.add'](add({ name: 'BEN' }), by)).toEqual(err({ code: 'user-name-taken' }));
    for (const name of ['Reslot', 'Front  desk'])
      expect(await handlers['users.add'](add({ name }), by)).toEqual(err({ code: 'user-name-nobodys' }));
    expect(await handlers['users.add'](add({ name: 'Cy', secret: '111111' }), by)).toEqual(
      err({ code: 'secret-common' }),
    );
    const ben = findUsers(db).find(({ name }) => name === 'Ben')?.id ?? '';
    expect(handlers['users.save']({ id: ben, name: 'Benny', role: 'manager' }, by)).toEqual(ok(null));
    expect(JSON.parse(String(rowsOf(db, 'history').at(-1)?.detail_json))).toEqual({
      user: { id: ben, name: 'Benny', role: 'manager' },
      userBefore: { name: 'Ben', role: 'receptionist' },
    });
    for (let tries = 0; tries < 5; tries += 1) await session.signIn(ben, '000001');
    expect(await session.signIn(ben, '771204')).toMatchObject({ error: { code: 'sign-in-wait' } });
    expect(await handlers['users.setSecret']({ id: ben, secret: '415263' }, by)).toEqual(ok(null));
    session.lock(null, true);
    expect(await session.signIn(ben, '415263')).toEqual(ok(null));
    expect(session.pass()).toMatchObject({ role: 'manager', actor: { userName: 'Benny' } });
    await session.signIn(one.ana, PIN);
    expect(handlers['users.remove']({ id: ben }, as(one))).toEqual(ok(null));
    session.lock(null, true);
    expect(await session.signIn(ben, '415263')).toEqual(err({ code: 'user-not-found' }));
    expect(record().filter((line) => /user-|secret-/.test(line))).toEqual([
      'user-added Ana',
      'user-changed Ana',
      'secret-changed Ana',
      'user-removed Ana',
    ]);
  });

  it('are changed in the name of whoever asked, also where the desk is locked or changes hands meanwhile', async () => {
    const one = await desk();
    const { session, handlers, ana, db } = one;
    await handlers['users.add'](add(), as(one));
    const ben = findUsers(db).find(({ name }) => name === 'Ben')?.id ?? '';
    const changes = [
      handlers['users.add'](add({ name: 'Cy' }), as(one)),
      handlers['users.setSecret']({ id: ben, secret: '415263' }, as(one)),
      handlers['session.changeSecret']({ current: PIN, secret: '902817' }, as(one)),
    ];
    session.lock(null, false);
    const entering = session.signIn(ben, '771204');
    expect(await Promise.all(changes)).toEqual([ok(null), ok(null), ok(null)]);
    await entering;
    const lines = rowsOf(db, 'history').filter(({ kind }) => /user-|secret-/.test(String(kind)));
    expect(lines.map(({ user_id }) => user_id)).toEqual([ana, ana, ana, ana]);
  });

  it('always have a manager, and nobody removes themselves', async () => {
    const one = await desk();
    const { handlers, ana } = one;
    expect(handlers['users.save']({ id: ana, name: 'Ana', role: 'receptionist' }, as(one))).toEqual(
      err({ code: 'last-manager' }),
    );
    expect(handlers['users.remove']({ id: ana }, as(one))).toEqual(err({ code: 'user-is-you' }));
  });

  it('change their own PIN with the one they have', async () => {
    const one = await desk();
    const { session, handlers, ana } = one;
    const change = (current: string) =>
      handlers['session.changeSecret']({ current, secret: '415263' }, as(one));
    expect(await change('902817')).toEqual(err({ code: 'sign-in-wrong' }));
    expect(await change(PIN)).toEqual(ok(null));
    session.lock(null, true);
    expect(await session.signIn(ana, PIN)).toEqual(err({ code: 'sign-in-wrong' }));
    expect(await session.signIn(ana, '415263')).toEqual(ok(null));
  });

  it('get back in with the recovery key, and in no other way', async () => {
    const { start, ana, record } = await desk();
    const { session, handlers } = start();
    const recover = (recoveryKey: string) =>
      handlers['session.recover']({ recoveryKey, userId: ana, secret: '415263' }, { actor });
    expect(await recover('a guess')).toEqual(err({ code: 'recovery-key-other' }));
    expect(session.pass()).toBeNull();
    expect(await recover(RIGHT_KEY)).toEqual(ok(null));
    expect(session.pass()?.actor.userName).toBe('Ana');
    expect(record()).toEqual([
      'signed-in Ana',
      'recovery-key-refused Robin Field',
      'recovery-key-used Robin Field',
      'signed-in Ana',
    ]);
  });
});

describe('a dialog of the system’s that stands open', () => {
  it('is answered by whoever asked for it, and by nobody once the desk was locked in front of it', async () => {
    const one = await desk();
    const { session, ana } = one;
    let answer: (path: string) => void = () => {};
    const chosen = () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      });
    const dialogs = askedByWhoeverIsThere({ chooseFolder: chosen, chooseSavePath: chosen }, session.pass);
    const first = dialogs.chooseSavePath('reslot-record.csv', 'csv', as(one));
    answer('/stick/record.csv');
    expect(await first).toBe('/stick/record.csv');
    const left = [dialogs.chooseSavePath('reslot-record.csv', 'csv', as(one))];
    session.lock(null, true);
    answer('/stick/record.csv');
    await session.signIn(ana, PIN);
    left.push(dialogs.chooseFolder('', as(one)));
    session.lock(null, true);
    await session.signIn(ana, PIN);
    answer('/stick');
    expect(await Promise.all(left)).toEqual([null, null]);
  });

  it('does not open for somebody who has left while what they asked for was being read', async () => {
    const one = await desk();
    const { session, ana } = one;
    const left = as(one);
    const asked = vi.fn(async () => '/stick/record.csv');
    const printed = vi.fn(async () => 'printed' as const);
    const dialogs = askedByWhoeverIsThere({ chooseFolder: asked, chooseSavePath: asked }, session.pass);
    const printer = printedByWhoeverIsThere(
      { toPdf: async () => ok(new Uint8Array()), print: printed },
      session.pass,
    );
    const allOf = (by: Caller) =>
      Promise.all([
        dialogs.chooseSavePath('reslot-record.csv', 'csv', by),
        dialogs.chooseFolder('', by),
        printer.print('<p>Jane</p>', 'a4', by),
      ]);
    session.lock(null, true);
    expect(await allOf(left)).toEqual([null, null, 'cancelled']);
    await session.signIn(ana, PIN);
    expect(await allOf(left)).toEqual([null, null, 'cancelled']);
    expect([asked.mock.calls, printed.mock.calls]).toEqual([[], []]);
    expect(await allOf(as(one))).toEqual(['/stick/record.csv', '/stick/record.csv', 'printed']);
  });
});
