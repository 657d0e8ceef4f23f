import type { Actor } from '../../src-shared/domain/changes.ts';
import type { HistoryDetail, HistoryKind } from '../../src-shared/domain/history.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { secretProblem, type UserRole } from '../../src-shared/domain/users.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { SessionView } from '../../src-shared/ipc/session-views.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { isNobodysName } from '../../src-shared/text/stored-names.ts';
import { spokenLanguage, t } from '../../src-shared/text/text.ts';
import type { Db } from '../db/db.ts';
import { onceReadable } from '../db/once-readable.ts';
import { appendHistory } from '../db/queries/history.ts';
import {
  type DeskUser,
  findKept,
  findUser,
  findUsers,
  forgetKept,
  insertUser,
  storeFailures,
  storeKept,
  storeSecret,
} from '../db/queries/users.ts';
import { storageTrouble } from '../db/storage-error.ts';
import type { Pass } from '../ipc/pass.ts';
import type { Clock, Ids } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';
import { COST, type Cost, checkSecret, hashSecret } from './secret-hash.ts';
import { createWaits } from './waits.ts';

/** How long the window has to hand over what is typed before the desk is locked all the same. */
const HAND_OVER_MS = 1000;

export interface SessionDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The desk, by the name it has whenever it is asked. */
  readonly desk: Actor;
  /** This desk runs the demo clinic: its people sign in by one click. */
  readonly demo: boolean;
  /** Minutes without a touch after which the desk locks itself. */
  readonly idleMinutes: () => number;
  readonly appearance: () => SessionView['appearance'];
  /** Tells the window, locked or not. */
  readonly tell: (news: { readonly locking: boolean }) => void;
  /** The desk has been locked: nothing of what the window holds may stay there. */
  readonly emptied: () => void;
  /** Of PINs and passphrases; `COST` unless given. */
  readonly cost?: Cost;
}

/** Who is signed in at this desk. It begins locked. */
export interface Session {
  /** Who is signed in; null while the desk is locked. Another object after each sign-in. */
  pass(): Pass | null;
  view(): SessionView;
  /**
   * One try; counted before it is looked at, so that ending the program in the middle takes none back. On a disk that takes nothing the
   * count is this run's alone.
   */
  signIn(userId: string, secret: string): Promise<Result<null, AppError>>;
  /** Whether this is what the user signs in with: one try, as for signing in. */
  check(user: DeskUser, secret: string): Promise<Result<null, AppError>>;
  /** The first user, a manager. */
  setUp(name: string, secret: string): Promise<Result<null, AppError>>;
  /** Somebody has shown in another way who they are, and has a new secret: they are signed in. In a transaction of its own. */
  admit(user: DeskUser, secretJson: string): void;
  /**
   * Locks the desk at once, and keeps what is typed for the next sign-in of the same person, also over a new start of the program.
   * `stays`: they are likely to come back, not somebody else.
   */
  lock(kept: string | null, stays: boolean): void;
  /** Locks it once the window has handed over what is typed, within a moment. */
  lockSoon(): void;
  /** What whoever is signed in had typed when the desk was locked last; once. */
  takeKept(): string | null;
  /** Somebody is at the window. */
  active(): void;
  /**
   * Has a line on the record, by whoever asked for it: by the time a PIN has been worked with, the desk may be locked, or somebody else's.
   * In the caller's transaction.
   */
  record(actor: Actor, kind: HistoryKind, detail: HistoryDetail): void;
  /** As it is stored; refused where nobody should sign in with it. */
  readonly hash: (secret: string, name: string) => Promise<Result<string, AppError>>;
  /** They can try at once. */
  forgive(userId: string): void;
  /** Something that the window shows of this has changed. */
  changed(): void;
  /** Ends its timers. */
  stop(): void;
}

export function createSession(deps: SessionDeps): Session {
  const { db, clock, ids, desk, demo, idleMinutes, appearance, tell, emptied, cost = COST } = deps;
  const waits = createWaits(clock);
  /** What each had typed when the desk was locked, where the disk did not take it. */
  const kept = new Map<string, string>();
  /** Wrong ones in a row, also those that the disk did not take. */
  const tries = new Map<string, number>();
  let pass: (Pass & { readonly userId: string }) | null = null;
  let suggestedUserId: string | null = null;
  const handOver = createAlarm(clock, () => lock(null, true));
  const idle = createAlarm(clock, lockSoon);

  if (demo && findUsers(db).length === 0) addDemoUsers(db, ids, clock.now());
  for (const { id, failures } of findUsers(db)) waits.begin(id, failures);

  /** Who is signed in, by the name and role they have by now. */
  function passFor(userId: string): Pass & { readonly userId: string } {
    const known = findUser(db, userId);
    let last: { readonly name: string; readonly role: UserRole } = {
      name: known?.name ?? '',
      role: known?.role ?? 'receptionist',
    };
    const now = () => (last = findUser(db, userId) ?? last);
    return {
      userId,
      get role() {
        return now().role;
      },
      actor: {
        userId,
        get userName() {
          return now().name;
        },
        deskId: desk.deskId,
        get deskName() {
          return desk.deskName;
        },
      },
    };
  }

  const changed = (): void => tell({ locking: false });

  function line(actor: Actor, kind: HistoryKind, detail: HistoryDetail, at = clock.now()): void {
    appendHistory(db, {
      at,
      actor,
      kind,
      requestId: null,
      appointmentId: null,
      outboxId: null,
      detail,
    });
  }

  function welcome({ actor }: Pass, at: EpochMs): void {
    storeFailures(db, actor.userId, 0);
    line(actor, 'signed-in', {}, at);
  }

  function entered(next: Pass & { readonly userId: string }): void {
    forget(next.userId);
    pass = next;
    suggestedUserId = next.userId;
    handOver.clear();
    active();
    changed();
  }

  /**
   * A disk that takes nothing keeps nobody from seeing who comes next (45 CFR 164.312(a)(2)(ii), emergency access): what has to be written
   * is written once it does, and tries are counted in memory until then.
   */
  function enter(userId: string): void {
    const next = passFor(userId);
    // By the name of now, whenever it is written.
    const asOfNow = { ...next, actor: { ...next.actor } };
    const at = clock.now();
    onceReadable(clock, () => db.transaction(() => welcome(asOfNow, at)));
    entered(next);
  }

  /** Stored before the secret is looked at. */
  function count(user: DeskUser): void {
    const failures = Math.max(findUser(db, user.id)?.failures ?? 0, tries.get(user.id) ?? 0) + 1;
    tries.set(user.id, failures);
    waits.begin(user.id, failures);
    ifTaken(() => storeFailures(db, user.id, failures));
  }

  function forget(userId: string): void {
    tries.delete(userId);
    waits.begin(userId, 0);
  }

  function lock(typed: string | null, stays: boolean): void {
    handOver.clear();
    idle.clear();
    if (pass === null) return;
    if (typed !== null) keep(pass.userId, typed);
    // As it was when they left: what is written later does not say another name.
    const actor = { ...pass.actor };
    pass = null;
    if (!stays) suggestedUserId = null;
    onceReadable(clock, () => line(actor, 'locked', {}));
    changed();
    emptied();
  }

  function keep(userId: string, typed: string): void {
    kept.set(userId, typed);
    ifTaken(() => {
      storeKept(db, userId, typed, clock.now());
      kept.delete(userId);
    });
  }

  function lockSoon(): void {
    if (pass === null || handOver.pending) return;
    handOver.set(HAND_OVER_MS);
    tell({ locking: true });
  }

  function active(): void {
    if (pass !== null) idle.set(idleMinutes() * 60_000);
  }

  async function check(user: DeskUser, secret: string): Promise<Result<null, AppError>> {
    const left = waits.left(user.id);
    if (left > 0) return err({ code: 'sign-in-wait', waitMs: left });
    const { secretJson } = user;
    if (secretJson === null) return demo ? ok(null) : err({ code: 'sign-in-wrong' });
    count(user);
    const found = await checkSecret(secretJson, secret, cost);
    // Meanwhile they may have been removed, or given another one.
    const still = findUser(db, user.id);
    if (found === 'wrong' || still?.secretJson !== secretJson) {
      const who = { ...desk, userId: user.id, userName: user.name };
      const at = clock.now();
      onceReadable(clock, () => line(who, 'sign-in-failed', {}, at));
      changed();
      const wait = waits.left(user.id);
      return err(wait > 0 ? { code: 'sign-in-wait', waitMs: wait } : { code: 'sign-in-wrong' });
    }
    if (found === 'outdated') {
      const raised = await hashSecret(secret, cost);
      // The next sign-in raises it otherwise.
      ifTaken(() => storeSecret(db, user.id, raised));
    }
    return ok(null);
  }

  async function hash(secret: string, name: string): Promise<Result<string, AppError>> {
    const problem = secretProblem(secret, name);
    return problem === null ? ok(await hashSecret(secret, cost)) : err({ code: problem });
  }

  function admit(user: DeskUser, secretJson: string): void {
    const next = passFor(user.id);
    db.transaction(() => {
      storeSecret(db, user.id, secretJson);
      welcome(next, clock.now());
    });
    entered(next);
  }

  return {
    pass: () => pass,
    view() {
      const users = findUsers(db);
      const user = pass && findUser(db, pass.userId);
      return {
        standing: user ? 'signed-in' : users.length === 0 ? 'set-up' : 'locked',
        demo,
        appearance: appearance(),
        language: spokenLanguage(),
        users: users.map(({ id, name, secretJson }) => ({
          id,
          name,
          byClick: secretJson === null,
          waitMs: waits.left(id),
        })),
        suggestedUserId: users.some(({ id }) => id === suggestedUserId) ? suggestedUserId : null,
        user: user
          ? { id: user.id, name: user.name, role: user.role, byClick: user.secretJson === null }
          : null,
      };
    },
    async signIn(userId, secret) {
      const user = findUser(db, userId);
      if (user === undefined) return err({ code: 'user-not-found' });
      const checked = await check(user, secret);
      if (!checked.ok) return checked;
      if (pass !== null && pass.userId !== userId) lock(null, false);
      enter(userId);
      return ok(null);
    },
    check: async (user, secret) => {
      const checked = await check(user, secret);
      if (checked.ok) forgive(user.id);
      return checked;
    },
    async setUp(name, secret) {
      if (isNobodysName(name)) return err({ code: 'user-name-nobodys' });
      const hashed = await hash(secret, name);
      if (!hashed.ok) return hashed;
      const first = db.transaction(() => {
        if (findUsers(db).length > 0) return null;
        const user = { id: ids.uuid(), name, role: 'manager', secretJson: hashed.value } as const;
        insertUser(db, user, { now: clock.now() });
        const next = passFor(user.id);
        welcome(next, clock.now());
        return next;
      });
      if (first === null) return err({ code: 'already-set-up' });
      entered(first);
      return ok(null);
    },
    admit,
    lock,
    lockSoon,
    takeKept() {
      if (pass === null) return null;
      const { userId } = pass;
      const mine = kept.get(userId) ?? findKept(db, userId);
      kept.delete(userId);
      if (mine !== null) ifTaken(() => forgetKept(db, userId));
      return mine;
    },
    active,
    record: line,
    hash,
    forgive,
    changed,
    stop() {
      handOver.clear();
      idle.clear();
    },
  };

  function forgive(userId: string): void {
    storeFailures(db, userId, 0);
    forget(userId);
  }
}

/** Does without, where the disk does not take it. */
function ifTaken(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (storageTrouble(error) === null) throw error;
  }
}

const DEMO_ROLES: readonly UserRole[] = ['manager', 'receptionist'];

/** The people of the demo clinic: each role has one, and neither has a PIN. */
function addDemoUsers(db: Db, ids: Ids, now: number): void {
  db.transaction(() => {
    for (const [index, role] of DEMO_ROLES.entries()) {
      const user = { id: ids.uuid(), name: t.users.DEMO_NAMES[role], role, secretJson: null };
      insertUser(db, user, { now: now + index });
    }
  });
}
