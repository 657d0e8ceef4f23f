import { sameUserName } from '../../src-shared/domain/users.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { isNobodysName } from '../../src-shared/text/stored-names.ts';
import type { Db } from '../db/db.ts';
import {
  type DeskUser,
  findUser,
  findUsers,
  insertUser,
  markRemoved,
  storeSecret,
  updateUser,
} from '../db/queries/users.ts';
import type { Handlers } from '../ipc/handlers.ts';
import type { Clock, Ids } from '../ports.ts';
import type { Session } from './session.ts';

export interface SessionHandlersDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly session: Session;
  /** Whether this is the recovery key of the desk's database; null at the demo clinic, which has none. */
  readonly checkRecoveryKey: ((typed: string) => Promise<Result<null, AppError>>) | null;
}

/** Signing in and out, and the people who can. */
export function sessionHandlers({
  db,
  clock,
  ids,
  session,
  checkRecoveryKey,
}: SessionHandlersDeps): Pick<Handlers, Extract<keyof Handlers, `session.${string}` | `users.${string}`>> {
  const UNKNOWN = err({ code: 'user-not-found' } as const);
  const taken = (name: string, besides: string | null): boolean =>
    findUsers(db).some((one) => one.id !== besides && sameUserName(one.name, name));
  /** Why nobody else may be called so. */
  const whyNotCalled = (name: string, besides: string | null): AppError | null => {
    if (isNobodysName(name)) return { code: 'user-name-nobodys' };
    return taken(name, besides) ? { code: 'user-name-taken' } : null;
  };
  const managers = (): readonly DeskUser[] => findUsers(db).filter(({ role }) => role === 'manager');
  let recovering: Promise<unknown> = Promise.resolve();

  /** In one transaction, and then the window is told. */
  function change(work: () => Result<null, AppError>): Result<null, AppError> {
    const done = db.transaction(work);
    if (done.ok) session.changed();
    return done;
  }

  return {
    'session.get': () => ok(session.view()),
    'session.signIn': ({ userId, secret }) => session.signIn(userId, secret),
    'session.setUp': ({ name, secret }) => session.setUp(name, secret),
    'session.lock': ({ kept, stays }) => {
      session.lock(kept, stays);
      return ok(null);
    },
    'session.takeKept': () => ok({ kept: session.takeKept() }),
    'session.active': () => {
      session.active();
      return ok(null);
    },
    'session.changeSecret': async ({ current, secret }, { actor }) => {
      const user = findUser(db, actor.userId);
      if (user === undefined) return UNKNOWN;
      const checked = await session.check(user, current);
      if (!checked.ok) return checked;
      const hashed = await session.hash(secret, user.name);
      if (!hashed.ok) return hashed;
      return change(() => {
        storeSecret(db, user.id, hashed.value);
        session.record(actor, 'secret-changed', {});
        return ok(null);
      });
    },
    'session.recover': async ({ recoveryKey, userId, secret }, { actor }) => {
      if (checkRecoveryKey === null) return err({ code: 'recovery-key-none' });
      const user = findUser(db, userId);
      if (user === undefined) return UNKNOWN;
      const hashed = await session.hash(secret, user.name);
      if (!hashed.ok) return hashed;
      // One at a time: each takes a good part of the memory.
      const checking = recovering.then(() => checkRecoveryKey(recoveryKey));
      recovering = checking.catch(() => undefined);
      const checked = await checking;
      const detail = { user: { id: user.id, name: user.name, role: user.role } };
      if (!checked.ok) {
        if (checked.error.code === 'recovery-key-other')
          session.record(actor, 'recovery-key-refused', detail);
        return checked;
      }
      session.record(actor, 'recovery-key-used', detail);
      session.admit(user, hashed.value);
      return ok(null);
    },
    'session.giveRecoveryKey': () => ok(null),
    'users.list': () => {
      const { users } = session.view();
      return ok(
        findUsers(db).map(({ id, name, role, secretJson }) => ({
          id,
          name,
          role,
          byClick: secretJson === null,
          waits: users.some((one) => one.id === id && one.waitMs > 0),
        })),
      );
    },
    'users.add': async ({ name, role, secret }, { actor }) => {
      const hashed = await session.hash(secret, name);
      if (!hashed.ok) return hashed;
      return change(() => {
        const wrong = whyNotCalled(name, null);
        if (wrong) return err(wrong);
        const user = { id: ids.uuid(), name, role };
        insertUser(db, { ...user, secretJson: hashed.value }, { now: clock.now() });
        session.record(actor, 'user-added', { user });
        return ok(null);
      });
    },
    'users.save': (user, { actor }) =>
      change(() => {
        const before = findUser(db, user.id);
        if (before === undefined) return UNKNOWN;
        // Whoever is called so already can still be given another role.
        const wrong = user.name === before.name ? null : whyNotCalled(user.name, user.id);
        if (wrong) return err(wrong);
        if (user.role !== 'manager' && before.role === 'manager' && managers().length === 1)
          return err({ code: 'last-manager' });
        session.record(actor, 'user-changed', {
          user,
          userBefore: { name: before.name, role: before.role },
        });
        updateUser(db, user);
        return ok(null);
      }),
    'users.setSecret': async ({ id, secret }, { actor }) => {
      const user = findUser(db, id);
      if (user === undefined) return UNKNOWN;
      const hashed = await session.hash(secret, user.name);
      if (!hashed.ok) return hashed;
      return change(() => {
        storeSecret(db, id, hashed.value);
        session.forgive(id);
        session.record(actor, 'secret-changed', { user: { id, name: user.name, role: user.role } });
        return ok(null);
      });
    },
    'users.remove': ({ id }, { actor }) =>
      change(() => {
        const user = findUser(db, id);
        if (user === undefined) return UNKNOWN;
        if (id === actor.userId) return err({ code: 'user-is-you' });
        if (user.role === 'manager' && managers().length === 1) return err({ code: 'last-manager' });
        markRemoved(db, id, clock.now());
        session.record(actor, 'user-removed', { user: { id, name: user.name, role: user.role } });
        return ok(null);
      }),
  };
}
