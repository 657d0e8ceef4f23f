import { type Absence, isWithin, stateIn, whySingly } from '../../../src-shared/domain/absence.ts';
import { overlaps } from '../../../src-shared/domain/conflicts.ts';
import { aboutAppointment } from '../../../src-shared/domain/draft.ts';
import { whyByItself } from '../../../src-shared/domain/many-requests.ts';
import {
  addDays,
  type EpochMs,
  type PlainDate,
  plainDateOf,
  type ZoneId,
} from '../../../src-shared/domain/time.ts';
import type { AbsenceView, AbsenceVisit } from '../../../src-shared/ipc/absence-views.ts';
import type { AppointmentView, ScheduleDay } from '../../../src-shared/ipc/appointment-views.ts';
import { asChosen } from '../../../src-shared/ipc/chosen-request.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import type { Result } from '../../../src-shared/result.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { visitsOfAbsence } from '../../db/queries/absences.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { appointmentFromRow } from '../../db/queries/appointments.ts';
import { hiddenAmong } from '../../db/queries/hidden-appointments.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { findPractitioner } from '../../db/queries/people.ts';
import { shownProvider } from '../../db/queries/shown-name.ts';
import type { AbsenceTable, AppointmentTable } from '../../db/schema/schedule.ts';
import { conflictsAbout } from '../../outbox/conflicts.ts';
import { orderingKeyOf } from '../../outbox/ordering-key.ts';
import { type DecidedHere, decidedHere } from './decided-here.ts';

/** What an absence is read with, beside the database. */
export interface AbsenceContext {
  readonly now: EpochMs;
  readonly zone: ZoneId;
  /** The schedule's own days. */
  readonly days: (
    input: CommandInput<'schedule.days'>,
  ) => Result<{ readonly days: readonly ScheduleDay[] }, unknown>;
  /** These requests as they stand now; those that are not on this desk are left out. */
  readonly requestsOf: (ids: readonly string[]) => readonly RequestRow[];
  /** The requests other desks have open, and which desk each. */
  readonly openElsewhere: () => readonly { readonly requestId: string; readonly desk: string }[];
}

export const spanOf = (row: AbsenceTable): Absence => ({
  practitionerId: row.practitioner_id,
  start: row.start_ms,
  end: row.end_ms,
});

/** The absence with every visit that stands in it, or has stood there since somebody first looked, the earliest first. */
export function readAbsence(db: Db, row: AbsenceTable, context: AbsenceContext): AbsenceView {
  const absence = spanOf(row);
  const there = standingIn(absence, context);
  const known = visitsOfAbsence(db, row.id);
  const ids = [
    ...new Set([
      ...there.flatMap(({ id, busy, end }) => (busy === null && end > context.now ? [id] : [])),
      ...known.map((one) => one.appointment_id),
    ]),
  ];
  const visits = [
    ...readVisits(db, row, ids, context),
    ...there.filter(({ busy, end }) => busy !== null && end > context.now).map(busyVisit),
  ].sort((one, other) => one.start - other.start || (one.id < other.id ? -1 : 1));
  return {
    id: row.id,
    practitionerId: row.practitioner_id,
    practitionerName: nameOf(db, row.practitioner_id),
    start: row.start_ms,
    end: row.end_ms,
    left: visits.filter(({ state }) => state === 'to-do').length,
    visits,
  };
}

const nameOf = (db: Db, practitionerId: string): string =>
  shownProvider(findPractitioner(db, practitionerId)?.name);

/** What takes the provider's time in the absence as the schedule shows it, a week at a time. */
function standingIn(absence: Absence, { zone, days }: AbsenceContext): readonly AppointmentView[] {
  const { practitionerId, start, end } = absence;
  const last = plainDateOf(end - 1, zone);
  const found = new Map<string, AppointmentView>();
  for (let from: PlainDate = plainDateOf(start, zone); from <= last; from = addDays(from, 7)) {
    const week = days({ from, days: 7, practitionerId, includeCancelled: false });
    if (!week.ok) break;
    for (const day of week.value.days)
      for (const one of day.appointments) if (overlaps(absence, one)) found.set(one.id, one);
  }
  return [...found.values()].filter(({ status }) => status !== 'completed' && status !== 'no-show');
}

/** These visits as they stand now. */
export function readVisits(
  db: Db,
  row: AbsenceTable,
  ids: readonly string[],
  context: AbsenceContext,
): AbsenceVisit[] {
  const absence = spanOf(row);
  const rows = db.all(qb.selectFrom('appointment').selectAll().where('id', 'in', idList(ids)));
  const hidden = new Set(hiddenAmong(db, ids));
  const shown = rows.filter(({ id }) => !hidden.has(id));
  const views = new Map(appointmentViews(db, shown).map((view) => [view.id, view]));
  const cards = patientCards(
    db,
    shown.flatMap(({ patient_id }) => patient_id ?? []),
  );
  const kept = new Map(visitsOfAbsence(db, row.id).map((one) => [one.appointment_id, one]));
  const keys = new Map(shown.map((one) => [one.id, orderingKeyOf(db, appointmentFromRow(one))]));
  const decided = decidedHere(db, [...new Set(keys.values())], row.created_ms);
  const others = successorsOf(db, ids);
  const requests = new Map(
    context
      .requestsOf([...views.values()].flatMap(({ requestIds }) => requestIds))
      .map((one) => [one.id, one]),
  );
  const elsewhere = new Map(context.openElsewhere().map(({ requestId, desk }) => [requestId, desk]));
  return ids.flatMap((id): AbsenceVisit[] => {
    const view = views.get(id) ?? null;
    const first =
      kept.get(id) ?? (view && { patient_name: view.patientName, start_ms: view.start, end_ms: view.end });
    if (!first) return [];
    const asked = (view?.requestIds ?? []).flatMap((one) => requests.get(one) ?? []);
    const by = decided.get(keys.get(id) ?? '');
    const next = others.get(id) ?? null;
    const replaced = view?.status === 'cancelled' && next !== null && next.status !== 'tentative';
    const state = stateIn(
      absence,
      {
        visit: view,
        proposed: asked.some((one) => one.state === 'awaiting-patient'),
        replaced,
        decidedHere: by !== undefined && view !== null && isByIt(by, view),
      },
      context.now,
    );
    const moved = state === 'moved' || state === 'moved-elsewhere';
    const to = state === 'proposed' || replaced ? next : moved ? view : null;
    const patient = view?.patientId == null ? null : (cards.get(view.patientId) ?? null);
    const [request] = asked;
    return [
      {
        id,
        state,
        patientName: view?.patientName ?? first.patient_name,
        start: first.start_ms,
        end: first.end_ms,
        appointment: view,
        patient,
        request: request ?? null,
        to: to && { start: to.start, practitionerName: to.practitionerName },
        by: ['moved', 'cancelled', 'proposed'].includes(state) ? (by?.userName ?? '') : '',
        call: by?.call ?? null,
        why: whyOf(db, { view, state, patient, asked, elsewhere, absence }, context),
        shown: shownOf(view, patient, asked),
      },
    ];
  });
}

/** Whether a decision brought a visit where it is: it cancelled it, or put it at its time. */
const isByIt = (decided: DecidedHere, view: AppointmentView): boolean =>
  decided.left.some(
    (one) =>
      one.id === view.id &&
      (view.status === 'cancelled'
        ? one.status === 'cancelled'
        : one.start === view.start && one.practitionerId === view.practitionerId),
  );

/** By the visit that they stand instead of: the standing proposal, or what took its place; the newest where there are several. */
function successorsOf(db: Db, ids: readonly string[]): ReadonlyMap<string, AppointmentView> {
  const rows: AppointmentTable[] = db.all(
    qb
      .selectFrom('appointment')
      .selectAll()
      .where('original_id', 'in', idList(ids))
      .where('status', 'not in', ['cancelled', 'proposed'])
      .orderBy('start_ms'),
  );
  return new Map(
    appointmentViews(db, rows).flatMap((view) =>
      view.originalId === null ? [] : [[view.originalId, view] as const],
    ),
  );
}

interface ToJudge {
  readonly view: AppointmentView | null;
  readonly state: AbsenceVisit['state'];
  readonly patient: AbsenceVisit['patient'];
  readonly asked: readonly RequestRow[];
  readonly elsewhere: ReadonlyMap<string, string>;
  readonly absence: Absence;
}

const NOTHING_AGAINST: AbsenceVisit['why'] = { 'new-time': null, cancel: null };

function whyOf(
  db: Db,
  { view, state, patient, asked, elsewhere, absence }: ToJudge,
  { now, zone }: AbsenceContext,
): AbsenceVisit['why'] {
  if (view === null || state !== 'to-do') return NOTHING_AGAINST;
  const refused = conflictsAbout(db, { appointmentId: view.id, requestId: null });
  const why = whySingly({
    status: view.status,
    patient,
    asks: asked.map(({ kind }) => kind),
    typed: isTyped(db, view.id),
    wasRefused: refused.length > 0,
    outdated: view.outdated === true,
  });
  if (why !== null) return { 'new-time': t.absences.WHY[why], cancel: t.absences.WHY[why] };
  const [row] = asked;
  if (row === undefined) return NOTHING_AGAINST;
  const chosen = asChosen(row, 'propose', elsewhere.get(row.id) ?? null);
  const propose = whyByItself('propose', chosen);
  // The time asked for is no way out where the provider is away then, too.
  const isAway = row.requested !== null && isWithin(absence, { ...view, ...row.requested });
  const cancel = whyByItself('deny', { ...chosen, possible: row.allowed.includes('cancel-appointment') });
  const said = (left: typeof propose): string | null =>
    left === null ? null : t.many.whyLeftOut(left, row, 'propose', new Map(), { now, zone });
  return {
    'new-time': propose?.why === 'time-free' && isAway ? null : said(propose),
    cancel: said(cancel),
  };
}

const isTyped = (db: Db, appointmentId: string): boolean =>
  db.get(qb.selectFrom('draft').select('subject').where('subject', '=', aboutAppointment(appointmentId))) !==
  undefined;

/** What somebody sees of a visit and decides by: what shows the same gives the same text. */
const shownOf = (
  view: AppointmentView | null,
  patient: AbsenceVisit['patient'],
  asked: readonly RequestRow[],
): string =>
  JSON.stringify([
    view && [
      view.patientId,
      view.practitionerId,
      view.locationId,
      view.type.code,
      view.start,
      view.end,
      view.status,
    ],
    patient && [patient.name, patient.birthDate, patient.standing, patient.email],
    asked.map(({ id, kind, state, mark, note, requested }) => [id, kind, state, mark, note, requested]),
  ]);

/** Time that is taken by what cannot be moved here: somebody has to look at what it is. */
function busyVisit(view: AppointmentView): AbsenceVisit {
  const why = view.busy?.appointmentId == null ? t.absences.WHY.hidden : t.absences.WHY.together;
  return {
    id: view.id,
    state: 'to-do',
    patientName: view.patientName,
    start: view.start,
    end: view.end,
    appointment: view,
    patient: null,
    request: null,
    to: null,
    by: '',
    call: null,
    why: { 'new-time': why, cancel: why },
    shown: '',
  };
}
