import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { type ReminderSettings, remindedStarts, reminderDueAt } from '../../src-shared/domain/reminders.ts';
import { type EpochMs, HOUR_MS, type ZoneId } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import {
  forgetReminders,
  type Remindable,
  type Reminded,
  remindable,
  saveReminder,
} from '../db/queries/reminders.ts';
import type { ReminderTable } from '../db/schema/outbox.ts';
import { isBusy, orderingKeyOf } from '../outbox/ordering-key.ts';
import type { Clock, Ids, Logger, Portal } from '../ports.ts';
import { type ExchangeFailure, exchangeFailureOf } from './exchange-failure.ts';
import { resourceOf } from './fhir/read-entry.ts';
import { type ClaimedVisit, claimsSearch, claimTransaction, standingClaim } from './fhir/reminder-claim.ts';
import { isJustDecidedElsewhere } from './just-decided.ts';
import type { Present } from './portal-clock.ts';
import { getBundle } from './portal-reader.ts';

/** So many a round, so that a morning with hundreds of visits holds up nothing else. */
const A_ROUND = 25;
/** A portal that keeps no `Communication`, or does not let the desk make one, is asked again so often. */
const REFUSED_EVERY_MS = HOUR_MS;
/** So many refusals in a row are no matter of one visit. */
const ALL_REFUSED = 3;

export interface RemindersDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** As the practice has it now; null while none are sent, or no mail server would take them. */
  readonly settings: () => ReminderSettings | null;
  readonly zone: () => ZoneId;
  /** Whether another e-mail would leave, as far as is known: what this desk has claimed no other sends. */
  readonly wouldLeave: () => boolean;
  /** Writes the e-mail, where one is needed still, that was due at `since`. Inside a transaction. */
  readonly remind: (visit: Appointment, since: EpochMs) => Reminded;
  /** Called after a commit that let e-mails go. */
  readonly mailReleased: () => void;
}

export interface Reminders {
  /**
   * Reminds the patients of the visits that are due at `present` (the portal's clock), once among all desks: in the portal a desk claims
   * each, and whose claim stands there sends it. Of those that wait for a decision to arrive, and of those that another desk has just
   * decided about, a later round asks. Only what concerns everything else too is a failure.
   */
  run(portal: Portal, present: Present): Promise<ExchangeFailure | null>;
}

/** The reminders of a desk; what it remembers beside the database is forgotten at a restart. */
export function createReminders(deps: RemindersDeps): Reminders {
  const { db, clock, ids, logger } = deps;
  /** The visits of whose reminders the portal will not hear, and when that was (`Clock.elapsed`). */
  const refused = new Map<string, number>();
  let refusedAll: number | null = null;
  const isRecent = (at: number | null | undefined): boolean =>
    typeof at === 'number' && clock.elapsed() - at < REFUSED_EVERY_MS;

  async function run(portal: Portal, { earliest, latest }: Present): Promise<ExchangeFailure | null> {
    const settings = deps.settings();
    if (settings === null || isRecent(refusedAll)) return null;
    const zone = deps.zone();
    const span = {
      from: remindedStarts(latest, settings, zone).from,
      to: remindedStarts(earliest, settings, zone).to,
    };
    for (const [id, at] of refused) if (!isRecent(at)) refused.delete(id);
    let inARow = 0;
    const all = remindable(db, span, A_ROUND + refused.size);
    if (all.length > 0) forgetReminders(db, earliest - 24 * HOUR_MS);
    for (const due of all) {
      if (!deps.wouldLeave()) break;
      const { id, start } = due.visit;
      if (refused.has(id) || isBusy(db, orderingKeyOf(db, due.visit))) continue;
      if (isJustDecidedElsewhere(db, due.appointmentPortalId, latest)) continue;
      const failure = await remindOf(portal, due, reminderDueAt(start, settings, zone));
      inARow = failure === null ? 0 : inARow + 1;
      if (failure === null) continue;
      if (failure.kind !== 'server-error' && failure.kind !== 'forbidden') return failure;
      logger.warn('reminder-refused', { kind: failure.kind });
      refused.set(id, clock.elapsed());
      if (inARow < ALL_REFUSED) continue;
      refusedAll = clock.elapsed();
      return null;
    }
    return null;
  }

  async function remindOf(
    portal: Portal,
    { visit, claim: before, ...names }: Remindable,
    dueAt: EpochMs,
  ): Promise<ExchangeFailure | null> {
    const claim = before ?? ids.uuid();
    const row = { appointment_id: visit.id, start_ms: visit.start, claim, mail_id: null, told_json: null };
    // Kept before it is sent: an answer that is lost, or a power cut, leaves a claim that is known for this desk's own.
    if (before === null) saveReminder(db, { ...row, state: 'asking', at_ms: clock.now() });
    const claimed: ClaimedVisit = {
      appointmentId: names.appointmentPortalId,
      patientId: names.patientPortalId,
      start: visit.start,
    };
    const failure = exchangeFailureOf(
      await portal.send({ method: 'POST', url: '', body: claimTransaction(claimed, claim) }),
    );
    if (failure) return failure;
    const found = await getBundle(portal, claimsSearch(claimed));
    if (!found.ok) return found.error;
    const standing = standingClaim(claimed, (found.value.entry ?? []).map(resourceOf));
    // The search is behind: the next round asks again.
    if (standing === null) return null;
    if (standing !== claim) saveReminder(db, { ...row, state: 'elsewhere', at_ms: clock.now() });
    else send(row, dueAt);
    return null;
  }

  function send(row: Omit<ReminderTable, 'state' | 'at_ms'>, dueAt: EpochMs): void {
    const wrote = db.transaction(() => {
      const visit = findAppointment(db, row.appointment_id);
      const isThere = visit !== null && visit.status === 'booked' && visit.start === row.start_ms;
      const reminded: Reminded = isThere ? deps.remind(visit, dueAt) : { state: 'void' };
      saveReminder(db, {
        ...row,
        state: reminded.state,
        mail_id: reminded.state === 'sent' ? reminded.mailId : null,
        told_json: reminded.state === 'sent' ? JSON.stringify(visit) : null,
        at_ms: clock.now(),
      });
      return reminded.state === 'sent';
    });
    if (wrote) deps.mailReleased();
  }

  return { run };
}
