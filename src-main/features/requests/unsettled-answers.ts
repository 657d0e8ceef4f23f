import { hasRunOut, type ObstacleFacts } from '../../../src-shared/domain/obstacles.ts';
import type { Moment } from '../../../src-shared/domain/origin.ts';
import {
  answeredBy,
  type Deciding,
  decidingAnswer,
  namesAnotherTime,
  plainAnswer,
} from '../../../src-shared/domain/portal-answer.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { type AppointmentRequest, proposedIdsOf } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Db } from '../../db/db.ts';
import { lastEndedProposals } from '../../db/queries/appointments.ts';
import { offeredOf } from '../../db/queries/origins.ts';
import { findPatient } from '../../db/queries/people.ts';
import type { AppointmentTable } from '../../db/schema/schedule.ts';

type Unsettled = ObstacleFacts['unsettledAnswers'][number];
type Time = ReturnType<typeof offeredOf>;
type Given = Time['answers'][number];

interface Known {
  readonly now: EpochMs;
  readonly rules: PracticeRules;
}

/**
 * The answers to a request's proposal that decide nothing by themselves, the latest last: to one that waits, all to one that has run out, and
 * what somebody has answered to one that was over otherwise and nobody here may have read before. A request that is closed has none.
 *
 * @param appointments has those proposed for the requests that wait.
 */
export function unsettledAnswers(
  db: Db,
  request: AppointmentRequest,
  appointments: ReadonlyMap<string, AppointmentTable>,
  known: Known,
): readonly Unsettled[] {
  const { status } = request;
  const moment = { now: known.now, zone: known.rules.practice.zone };
  if (status.state === 'resolved') return [];
  const last = (): Time[] => lastEndedProposals(db, request.appointmentId).map((row) => offeredOf(db, row));
  if (status.state === 'awaiting-patient') {
    const waiting = proposedIdsOf(request).flatMap((id) => appointments.get(id) ?? []);
    const { sentAt } = status.proposal;
    return [
      ...toldOf(
        last(),
        moment,
        'replaced',
        (given, time) => saysMoreSince(given, time) && given.readAt > sentAt,
      ),
      ...toldWaiting(
        request,
        waiting.map((row) => offeredOf(db, row)),
        moment,
        { rules: known.rules, isBookable: () => isBookable(db, request) },
      ),
    ];
  }
  if (hasRunOut(status)) return toldOf(last(), moment, null, () => true);
  // A plain yes to what another has is told in words of its own, and a plain no changes nothing.
  if (status.mark === 'offer-taken')
    return toldOf(
      last(),
      moment,
      'over',
      (given, time) => answeredBy(given, time, moment) !== 'patient' || plainAnswer(given, time) === null,
    );
  if (status.mark === 'own-time') return toldAfterOwnTime(request, last(), moment);
  return status.mark === 'declined' || status.mark === 'proposal-withdrawn'
    ? toldOf(last(), moment, 'over', saysMoreSince)
    : [];
}

/** Beside what was known when the proposal ended. */
const saysMoreSince = (given: Given, time: Time): boolean => given.afterEnd || namesAnotherTime(given, time);

/** Nothing new is booked for a patient who has died, say, also where they have accepted a time before. */
const isBookable = (db: Db, { kind, patientId }: AppointmentRequest): boolean =>
  kind !== 'new' || patientId === null || (findPatient(db, patientId)?.standing ?? null) === null;

/**
 * What the patient in person has said is dealt with by itself, unless it is a time of their own that the practice does not take, or a yes for
 * which nothing may be booked.
 */
function toldWaiting(
  { kind }: AppointmentRequest,
  times: readonly Time[],
  moment: Moment,
  { rules, isBookable }: { readonly rules: PracticeRules; readonly isBookable: () => boolean },
): Unsettled[] {
  const deciding = decidingAnswer(times, moment);
  const decided = deciding?.answer === 'accepted' && !isBookable() ? null : deciding;
  const told = toldOf(
    times,
    moment,
    null,
    (given, time) => decided === null || answeredBy(given, time, moment) !== 'patient',
  );
  if (decided?.answer !== 'own-time') return told;
  const isTaken = rules.policy.ownTimes === true || kind === 'cancel';
  return [...told, { ...ownTimeTold(decided), ...(isTaken ? {} : { notTaken: true }) }];
}

/** To several proposed times it is one answer. */
function ownTimeTold({
  time,
  requested,
  comment,
}: Deciding<Time> & { readonly answer: 'own-time' }): Unsettled {
  const by = time.answers.findLast(({ start }) => start === requested.start)?.by?.name ?? null;
  return { who: 'patient', by, answer: 'declined', comment, suggested: requested, to: null };
}

/**
 * The request asks for a time of the patient's own: what they have answered since, and what others have beside. A no to the proposed times says
 * nothing new by then.
 */
function toldAfterOwnTime(
  { requested, note }: AppointmentRequest,
  times: readonly Time[],
  moment: Moment,
): Unsettled[] {
  const asksForIt = ({ answer, start }: Given): boolean =>
    answer === 'declined' && start === requested?.start;
  const asked = times.flatMap(({ answers }) => answers.filter(asksForIt));
  const askedAt = Math.max(0, ...asked.map(({ at }) => at));
  return toldOf(times, moment, 'over', (given, time) => {
    const isKnown = given.comment === '' || note.includes(given.comment.trim());
    if (isKnown && (asksForIt(given) || plainAnswer(given, time) === 'declined')) return false;
    return given.at >= askedAt || answeredBy(given, time, moment) !== 'patient';
  });
}

function toldOf(
  times: readonly Time[],
  moment: Moment,
  late: 'replaced' | 'over' | null,
  isToTell: (given: Given, time: Time) => boolean,
): Unsettled[] {
  const found = times.flatMap((time) =>
    time.answers.flatMap((given) => {
      if (!isToTell(given, time)) return [];
      const { answer, by, comment, start, end, at } = given;
      const told: Unsettled = {
        who: answeredBy(given, time, moment),
        by: by?.name ?? null,
        answer,
        comment,
        suggested: namesAnotherTime(given, time) ? { start, end } : null,
        to: times.length > 1 ? { start: time.start, end: time.end } : null,
      };
      return [{ at, told: late === null ? told : { ...told, late } }];
    }),
  );
  return found.sort((a, b) => a.at - b.at).map(({ told }) => told);
}
