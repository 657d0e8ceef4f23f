import { BLOCKING_STATUSES } from '../../../src-shared/domain/appointment.ts';
import {
  type Block,
  blockedTimes,
  isSoundBlock,
  keptBlocks,
  MOST_BLOCKS,
} from '../../../src-shared/domain/blocked-time.ts';
import { overlaps } from '../../../src-shared/domain/conflicts.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { sameValue } from '../../../src-shared/domain/shared-section.ts';
import { addDays, dayBounds, type EpochMs, plainDateOf } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { BlockVisits } from '../../../src-shared/ipc/block-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { hiddenAppointments } from '../../db/queries/hidden-appointments.ts';
import { findPractitioner } from '../../db/queries/people.ts';
import { refuseWhenUnwritable } from '../../db/storage-error.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, Ids } from '../../ports.ts';
import { type SectionsPlace, saveSectionHere, storedSection } from '../../sync/shared/sections.ts';

export interface BlocksDeps {
  readonly db: Db;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
  readonly place: SectionsPlace;
  /** Writes in one transaction; what counts is read anew after it. */
  readonly save: (write: () => void) => void;
  /** Called after blocked time has changed. */
  readonly changed: () => void;
}

/** So far ahead the visits in a block are looked for, and so many are named. */
const LOOKED_DAYS = 182;
const NAMED = 5;

/** Time of providers that is blocked: the practice's, one entry of its section each. */
export function blocksHandlers(deps: BlocksDeps): Pick<Handlers, 'blocks.change' | 'blocks.visits'> {
  const { db, ids, clock, rules, place, save, changed } = deps;
  const change = (before: Block | null, after: Block | null): Result<null, AppError> => {
    const { blocks, practice } = rules();
    const named = before ?? after;
    if (named === null || (before !== null && after !== null && before.id !== after.id))
      return err({ code: 'bad-input' });
    const standing = blocks.find(({ id }) => id === named.id) ?? null;
    if (!sameValue(standing, before)) return err({ code: 'changed-since-shown' });
    const kept = keptBlocks(blocks, plainDateOf(clock.now(), practice.zone)).filter(
      ({ id }) => id !== named.id,
    );
    if (after !== null && (!isSoundBlock(after) || kept.length >= MOST_BLOCKS))
      return err({ code: 'bad-input' });
    if (
      after !== null &&
      before?.practitionerId !== after.practitionerId &&
      !findPractitioner(db, after.practitionerId)
    )
      return err({ code: 'item-not-found' });
    // Writing what a newer version wrote would drop what only that version knows.
    if (storedSection(place, 'blocked').unreadable?.why === 'newer') return err({ code: 'settings-newer' });
    const value = { blocks: after === null ? kept : [...kept, after] };
    const saved = refuseWhenUnwritable(() => {
      save(() => saveSectionHere(place, 'blocked', { value, write: ids.uuid() }));
      return ok(null);
    });
    if (saved.ok) changed();
    return saved;
  };
  return {
    'blocks.change': ({ before, after }) => change(before, after),
    'blocks.visits': ({ block }) =>
      isSoundBlock(block) ? ok(visitsIn(db, block, clock.now(), rules())) : err({ code: 'bad-input' }),
  };
}

/** The visits of the provider, from now on, in what a block takes. */
function visitsIn(db: Db, block: Block, now: EpochMs, { practice }: PracticeRules): BlockVisits {
  const { zone } = practice;
  const last = addDays(plainDateOf(now, zone), LOOKED_DAYS);
  const times = blockedTimes([block], { from: now, to: dayBounds(last, zone).to }, null, zone);
  const ends = block.weekly === null ? block.date : block.weekly.until;
  const until = ends === null || ends > last ? last : null;
  const [from, to] = [times.at(0)?.start, times.at(-1)?.end];
  if (from === undefined || to === undefined) return { count: 0, first: [], until };
  const hidden = hiddenAppointments(db);
  const rows = db
    .all(
      qb
        .selectFrom('appointment')
        .selectAll()
        .where('practitioner_id', '=', block.practitionerId)
        .where('start_ms', '<', to)
        .where('end_ms', '>', Math.max(from, now))
        .where('status', 'in', BLOCKING_STATUSES)
        .orderBy('start_ms')
        .orderBy('id'),
    )
    .filter(
      ({ id, start_ms: start, end_ms: end }) =>
        !hidden.has(id) && times.some((time) => overlaps(time, { start, end })),
    );
  const first = appointmentViews(db, rows.slice(0, NAMED)).map(({ id, patientName, start, end }) => ({
    id,
    patientName,
    start,
    end,
  }));
  return { count: rows.length, first, until };
}
