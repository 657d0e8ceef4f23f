import { sql } from 'kysely';
import type { UserRole } from '../../../src-shared/domain/users.ts';
import { type Db, qb } from '../db.ts';

/** Somebody who signs in at this desk. */
export interface DeskUser {
  readonly id: string;
  readonly name: string;
  readonly role: UserRole;
  /** A `StoredSecret`; null: they sign in by one click. */
  readonly secretJson: string | null;
  /** Wrong tries in a row. */
  readonly failures: number;
}

const all = qb
  .selectFrom('desk_user')
  .select(['id', 'name', 'role', 'secret_json as secretJson', 'failures'])
  .where('removed_ms', 'is', null);

/** Everybody who signs in here, in the order in which they were added. */
export const findUsers = (db: Db): readonly DeskUser[] => db.all(all.orderBy('added_ms').orderBy('id'));

/** Somebody who signs in here; `undefined` once they have been removed. */
export const findUser = (db: Db, id: string): DeskUser | undefined => db.get(all.where('id', '=', id));

/** Somebody who signed in here once. */
export const isRemoved = (db: Db, id: string): boolean =>
  db.get(qb.selectFrom('desk_user').select('id').where('id', '=', id).where('removed_ms', 'is not', null)) !==
  undefined;

export function insertUser(
  db: Db,
  user: Omit<DeskUser, 'failures'>,
  { now }: { readonly now: number },
): void {
  const { id, name, role, secretJson } = user;
  db.run(
    qb
      .insertInto('desk_user')
      .values({ id, name, role, secret_json: secretJson, added_ms: now, removed_ms: null }),
  );
}

export const updateUser = (db: Db, { id, name, role }: Pick<DeskUser, 'id' | 'name' | 'role'>): void =>
  void db.run(qb.updateTable('desk_user').set({ name, role }).where('id', '=', id));

/** From now on this is what they sign in with, and no try has been wrong yet. */
export const storeSecret = (db: Db, id: string, secretJson: string): void =>
  void db.run(qb.updateTable('desk_user').set({ secret_json: secretJson, failures: 0 }).where('id', '=', id));

export const storeFailures = (db: Db, id: string, failures: number): void =>
  void db.run(qb.updateTable('desk_user').set({ failures }).where('id', '=', id));

/** They sign in here no more; their name stays. What they have begun to write is nobody's: whoever opens it first goes on with it. */
export function markRemoved(db: Db, id: string, now: number): void {
  db.run(qb.updateTable('desk_user').set({ removed_ms: now, secret_json: null }).where('id', '=', id));
  forgetKept(db, id);
  const begun = qb
    .selectFrom('draft')
    .select(['subject', sql.lit('').as('user_id'), 'draft_json', 'updated_ms'])
    .where('user_id', '=', id);
  db.run(
    qb
      .insertInto('draft')
      .columns(['subject', 'user_id', 'draft_json', 'updated_ms'])
      .expression(begun)
      .onConflict((on) => on.columns(['subject', 'user_id']).doNothing()),
  );
  db.run(qb.deleteFrom('draft').where('user_id', '=', id));
}

/** What a lock has interrupted, for this person's next sign-in, in the place of what was kept before. */
export function storeKept(db: Db, userId: string, keptJson: string, now: number): void {
  const values = { kept_json: keptJson, kept_ms: now };
  db.run(
    qb
      .insertInto('kept_typing')
      .values({ user_id: userId, ...values })
      .onConflict((on) => on.column('user_id').doUpdateSet(values)),
  );
}

export const findKept = (db: Db, userId: string): string | null =>
  db.get(qb.selectFrom('kept_typing').select('kept_json').where('user_id', '=', userId))?.kept_json ?? null;

export const forgetKept = (db: Db, userId: string): void =>
  void db.run(qb.deleteFrom('kept_typing').where('user_id', '=', userId));
