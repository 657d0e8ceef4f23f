import type { Actor } from '../../src-shared/domain/changes.ts';
import { type Db, qb } from '../db/db.ts';
import { onceReadable } from '../db/once-readable.ts';
import { appendHistory } from '../db/queries/history.ts';
import type { Clock } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';
import { type AuditLine, NOBODYS, type Search } from './line-of.ts';

/** What the same person asks of the same patient again within this time after the last is the same look: a card that follows changes. */
const SAME_LOOK_MS = 15 * 60_000;
/** What is typed on within this time is one search. */
const TYPED_ON_MS = 3000;
/** More looks than anybody has in quarter of an hour. */
const MOST_LOOKS = 2000;

export interface AuditTrail {
  /** Somebody has opened a patient's data: a line, unless it is the same look. */
  looked(actor: Actor, line: AuditLine): void;
  /** Somebody has looked for patients: one line once they have typed it. */
  searched(actor: Actor, search: Search): void;
  /** A line, now. */
  note(actor: Actor, line: AuditLine): void;
  /** The program has been started, of this version: by the desk. `byRecoveryKey`: that opened the database, not the key store. */
  started(desk: Actor, version: string, byRecoveryKey: boolean): void;
  /** It is being ended: nothing is written after this. What was searched for has its line before. */
  stopped(desk: Actor): void;
  /** What was searched for and has no line yet gets it. */
  flush(): void;
}

/**
 * What people look at, look for, take out and set, on the record. Each line is written right after the answer, in a transaction of its own that
 * waits for the disk; while the disk takes nothing, as soon as it does. What was looked for gets its line three seconds after
 * the last letter, before the card that was found, and when the desk is locked or ended: that much a crash can lose.
 */
export function createAuditTrail({ db, clock }: { readonly db: Db; readonly clock: Clock }): AuditTrail {
  /** By whom, and at what; when it was last asked (`Clock.elapsed`). */
  const seen = new Map<string, number>();
  let typed: { readonly actor: Actor; readonly search: Search } | null = null;
  const settled = createAlarm(clock, flush);
  let ended = false;

  function note(actor: Actor, line: AuditLine): void {
    const at = clock.now();
    const { userId, userName, deskId, deskName } = actor;
    const by = { userId, userName, deskId, deskName };
    onceReadable(clock, () => {
      // The database may be closed by now.
      if (!ended) db.transaction(() => appendHistory(db, { at, actor: by, outboxId: null, ...line }));
    });
  }

  /** Whether it was asked a moment ago, too; from now on it was. */
  function isAgain(key: string): boolean {
    const now = clock.elapsed();
    const before = seen.get(key);
    seen.delete(key);
    seen.set(key, now);
    const [oldest] = seen;
    if (oldest !== undefined && (seen.size > MOST_LOOKS || now - oldest[1] > SAME_LOOK_MS))
      seen.delete(oldest[0]);
    return before !== undefined && now - before <= SAME_LOOK_MS;
  }

  function flush(): void {
    settled.clear();
    if (typed === null) return;
    const { actor, search } = typed;
    typed = null;
    if (isAgain(JSON.stringify([actor.userId, search.where, search.text]))) return;
    note(actor, {
      kind: 'searched',
      detail: { search },
      ...NOBODYS,
    });
  }

  return {
    looked(actor, line) {
      flush();
      const key = JSON.stringify([actor.userId, line.patientId, line.requestId, line.appointmentId]);
      if (!isAgain(key)) note(actor, line);
    },
    searched(actor, search) {
      const goesOn =
        typed !== null &&
        typed.actor.userId === actor.userId &&
        typed.search.where === search.where &&
        (search.text.startsWith(typed.search.text) || typed.search.text.startsWith(search.text));
      if (!goesOn) flush();
      // What was typed and taken back again was looked for: the longest counts.
      if (search.text === '' || (goesOn && typed !== null && search.text.length < typed.search.text.length))
        return;
      typed = { actor, search };
      settled.set(TYPED_ON_MS);
    },
    note(actor, line) {
      flush();
      note(actor, line);
    },
    started(desk, version, byRecoveryKey) {
      note(desk, {
        kind: 'started',
        ...NOBODYS,
        detail: {
          ...(version === '' ? {} : { version }),
          ...(byRecoveryKey ? { byRecoveryKey } : {}),
          ...(db.get(lastRun)?.kind === 'started' ? { afterCrash: true } : {}),
        },
      });
    },
    stopped(desk) {
      flush();
      note(desk, { kind: 'stopped', detail: {}, ...NOBODYS });
      ended = true;
    },
    flush,
  };
}

const lastRun = qb
  .selectFrom('history')
  .select('kind')
  // A backup was made of a run that had not ended: nothing of that is a crash.
  .where('kind', 'in', ['started', 'stopped', 'backup-restored'])
  .orderBy('id', 'desc')
  .limit(1);
