import { z } from 'zod';
import type { Actor } from '../../src-shared/domain/changes.ts';
import { type DataKey, markOf } from '../data-key.ts';
import { type Db, qb } from '../db/db.ts';
import { onceReadable } from '../db/once-readable.ts';
import { appendHistory, newestLine } from '../db/queries/history.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { isLastBeforeChange } from '../db/record-keys.ts';
import type { Clock } from '../ports.ts';

/** Who has asked for new keys, until the database has them; with it, in the copy. */
const ASKED = 'keys.asked';

const asked = z.strictObject({
  /** Of the key that was asked for (`keyMark`, in hexadecimal). */
  mark: z.string(),
  by: z.strictObject({ userId: z.string(), userName: z.string(), deskId: z.string(), deskName: z.string() }),
});

const ABOUT_NOTHING = { requestId: null, appointmentId: null, outboxId: null, detail: {} } as const;

/** Puts on the record who asked for the keys of this mark. In the caller's transaction. */
export function noteKeysAsked(db: Db, mark: string, actor: Actor, clock: Clock): void {
  const { userId, userName, deskId, deskName } = actor;
  writeSetting(db, ASKED, { mark, by: { userId, userName, deskId, deskName } } satisfies z.infer<
    typeof asked
  >);
  appendHistory(db, { ...ABOUT_NOTHING, at: clock.now(), actor, kind: 'keys-change-asked' });
}

/** Puts on the record that the present keys stay. In the caller's transaction. */
export function noteKeysDropped(db: Db, actor: Actor, clock: Clock): void {
  db.run(qb.deleteFrom('setting').where('key', '=', ASKED));
  appendHistory(db, { ...ABOUT_NOTHING, at: clock.now(), actor, kind: 'keys-change-dropped' });
}

/**
 * The first line that is sealed with a new key says so, and closes what was sealed before: it stands over the last seal of the key before.
 * It is by whoever asked for the change; by the desk where nobody knows that any more. Nothing where the keys were not changed.
 * The function returned ends the trying, where the disk refuses.
 */
export function noteKeysChanged(db: Db, key: DataKey | null, desk: Actor, clock: Clock): () => void {
  if (key === null) return () => {};
  const mark = markOf(key);
  return onceReadable(clock, () =>
    db.transaction(() => {
      const who = readSetting(db, ASKED, asked.nullable(), null);
      const isAsked = who?.mark === mark;
      if (!isAsked && !isLastBeforeChange(db.recordKeys, newestLine(db)?.id ?? 0)) return;
      appendHistory(db, {
        ...ABOUT_NOTHING,
        at: clock.now(),
        actor: isAsked ? who.by : desk,
        kind: 'keys-changed',
      });
      db.run(qb.deleteFrom('setting').where('key', '=', ASKED));
    }),
  );
}
