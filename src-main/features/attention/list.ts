import { sql } from 'kysely';
import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import { type AttentionState, isOver, waysOut } from '../../../src-shared/domain/attention-ways.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import { findAppointment } from '../../db/queries/appointments.ts';
import { untoldDoubleBookings } from '../../db/queries/double-bookings.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { findPatient } from '../../db/queries/people.ts';
import { namesInPortal } from '../../db/queries/portal-names.ts';
import { readSheetFailure } from '../../db/queries/sheet-failure.ts';
import { shownName } from '../../db/queries/shown-name.ts';
import { visitViews } from '../../db/queries/visit-views.ts';
import type { PortalTables } from '../../db/schema/portal.ts';
import { wasTold } from '../../mail/release.ts';
import { noteOf } from '../../outbox/conflicts.ts';
import { correctedSystem } from '../../outbox/correction.ts';
import { failedEntries, findEntry } from '../../outbox/entries.ts';
import type { OutboxEntry } from '../../outbox/entry.ts';
import { patientsNamed, subjectOf } from '../../outbox/new-patients.ts';
import { waitingMail } from '../../sync/corrected-mail.ts';
import { readTask } from '../../sync/fhir/read-task.ts';
import { timesAsked } from '../../sync/fhir/read-wish.ts';
import { shortened } from '../../sync/fhir/text.ts';
import { isOutdated } from '../../sync/outdated-mail.ts';
import { alsoTo } from './also-to.ts';
import { answerItems } from './answers.ts';
import { patientOfMail } from './patient-of-mail.ts';
import { quarantineKey } from './quarantine-key.ts';
import { spokenMail } from './spoken-mail.ts';
import { type AttentionContext, standings } from './standings.ts';
import { takenBy } from './taken-by.ts';
import { unreadRequest } from './unread-request.ts';
import { unreadVisit } from './unread-visit.ts';
import { decidedVisit, toldVisit } from './visit-of.ts';

/** Of each kind. More than that is one cause, not so many tasks. */
const MOST_SHOWN = 200;

const ways = (state: AttentionState): AttentionItem['ways'] => [...waysOut(state)];

/** What somebody has to look at: refused e-mails and decisions, conflicts, answers, and what could not be read. Newest first. */
export function attentionItems(db: Db, context: AttentionContext): AttentionItem[] {
  return [
    ...refusedMails(db, context),
    ...refusedDecisions(db, context),
    ...conflicts(db, context),
    ...doubleBookings(db, context),
    ...answerItems(db, context, MOST_SHOWN),
    ...addressConflicts(db),
    ...quarantined(db),
    ...sheetNotWritten(db),
  ].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

function refusedMails(db: Db, context: AttentionContext): AttentionItem[] {
  const { now, mailSetUp } = context;
  const rows = db.all(
    qb
      .selectFrom('mail')
      .selectAll()
      .where(sql<boolean>`state = 'failed'`)
      .orderBy('seq', 'desc')
      .limit(MOST_SHOWN),
  );
  const stand = standings(
    db,
    context,
    rows.map((row) => row.request_id),
  );
  return rows.map((row) => {
    const outdated = isOutdated(db, row, now);
    const patientId = patientOfMail(db, row);
    const patient = patientId === null ? null : (patientCards(db, [patientId]).get(patientId) ?? null);
    const about = { requestId: row.request_id, appointmentId: row.appointment_id };
    return {
      kind: 'mail',
      id: row.id,
      ...about,
      patientName: row.to_name,
      birthDate: patient?.birthDate ?? null,
      visit: viewOf(db, toldVisit(db, row)),
      subject: row.subject,
      toAddress: row.to_address,
      error: row.last_error ?? '',
      at: row.finished_ms ?? row.created_ms,
      script: outdated ? '' : spokenMail(db, row, context),
      patient,
      outdated,
      mailSetUp,
      others: patientId === null ? 0 : alsoTo(db, row, patientId, now).length,
      ways: ways({
        kind: 'mail',
        outdated,
        mailSetUp,
        patientKnown: patient !== null,
        about: stand.about(about),
      }),
    };
  });
}

function refusedDecisions(db: Db, context: AttentionContext): AttentionItem[] {
  const { portalSetUp } = context;
  const rows = failedEntries(db, MOST_SHOWN);
  const requestIds = rows.flatMap((row) => (row.request_id === null ? [] : [row.request_id]));
  const asking = askers(db, requestIds);
  const stand = standings(db, context, requestIds);
  return rows.map((row) => {
    const about = { requestId: row.request_id, appointmentId: subjectOf(row).appointmentId };
    return {
      kind: 'decision',
      id: row.id,
      ...about,
      ...(asking.get(row.request_id ?? '') ?? patientOfDecision(db, row)),
      visit: viewOf(db, decidedVisit(db, about.appointmentId, row)),
      command: row.command.type,
      error: row.last_error ?? '',
      at: row.finished_ms ?? row.created_ms,
      correction: refusedCorrection(row),
      told: wasTold(db, row.id),
      portalSetUp,
      ways: ways({ kind: 'decision', portalSetUp, about: stand.about(about) }),
    };
  });
}

/** Of decisions on requests and on the schedule. A booking that was refused has left the schedule: what it was stands in the outbox. */
function conflicts(db: Db, context: AttentionContext): AttentionItem[] {
  const rows = db.all(qb.selectFrom('conflict').selectAll().orderBy('at_ms', 'desc').limit(MOST_SHOWN));
  const requestIds = rows.flatMap((row) => row.request_id ?? []);
  const asking = askers(db, requestIds);
  const stand = standings(db, context, requestIds);
  return rows.map((row) => {
    const { request_id: requestId, appointment_id: appointmentId } = row;
    const decision = findEntry(db, row.outbox_id);
    const request = requestId === null ? null : stand.request(requestId);
    const standing = stand.appointment(appointmentId);
    return {
      kind: 'conflict',
      id: requestId ?? appointmentId,
      requestId,
      appointmentId: requestId === null && standing !== 'gone' ? appointmentId : null,
      ...(requestId === null ? patientOfDecision(db, decision) : (asking.get(requestId) ?? nobody())),
      visit: viewOf(db, decidedVisit(db, appointmentId, decision)),
      note: noteOf(row),
      takenBy: takenBy(db, appointmentId),
      outboxId: row.outbox_id,
      told: wasTold(db, row.outbox_id),
      request,
      appointmentStatus: findAppointment(db, appointmentId)?.status ?? null,
      past: standing === 'past',
      at: row.at_ms,
      ways: ways(
        request === null
          ? { kind: 'appointment-conflict', standing }
          : { kind: 'request-conflict', standing: request.state },
      ),
    };
  });
}

/** Visits this desk has put where others stand that it could not know of. */
function doubleBookings(db: Db, { now }: AttentionContext): AttentionItem[] {
  return untoldDoubleBookings(db)
    .slice(0, MOST_SHOWN)
    .flatMap((said) => {
      const [own, other] = [findAppointment(db, said.own_id), findAppointment(db, said.other_id)];
      if (own === null || other === null) return [];
      // Told is whose time both take, also where they only take part.
      const [visit, otherVisit] = visitViews(db, [own, { ...other, practitionerId: said.practitioner_id }]);
      if (visit === undefined || otherVisit === undefined) return [];
      const over = isOver(own, now) || isOver(other, now);
      return {
        kind: 'double-booking',
        id: String(said.id),
        appointmentId: own.id,
        patientName: visit.patientName,
        birthDate: visit.birthDate,
        visit,
        other: { appointmentId: other.id, visit: otherVisit, status: other.status, desk: said.other_desk },
        over,
        at: said.at_ms,
        ways: ways({ kind: 'double-booking', over }),
      };
    });
}

const viewOf = (db: Db, visit: Appointment | null) =>
  (visit === null ? undefined : visitViews(db, [visit])[0]) ?? null;

/** Corrections of an address or a number that met another one in the portal. What the portal has is what stands on file. */
function addressConflicts(db: Db): AttentionItem[] {
  return db
    .all(qb.selectFrom('address_conflict').selectAll().orderBy('at_ms', 'desc').limit(MOST_SHOWN))
    .flatMap((row) => {
      const patient = findPatient(db, row.patient_id);
      const decision = findEntry(db, row.outbox_id);
      const correction = decision?.correction;
      if (!decision || !correction) return [];
      return {
        kind: 'address-conflict',
        id: decision.id,
        patientName: patient ? shownName(patient.name) : t.details.UNKNOWN.patient,
        birthDate: patient?.birthDate ?? null,
        visit: null,
        patient: patientCards(db, [row.patient_id]).get(row.patient_id) ?? null,
        system: correctedSystem(correction),
        entered: correction.to,
        enteredBy: decision.user_name,
        inPortal: patient?.[correctedSystem(correction)] ?? null,
        mails: waitingMail(db, decision.id).length,
        at: row.at_ms,
        ways: ways({ kind: 'address-conflict' }),
      };
    });
}

const refusedCorrection = ({ correction, last_error }: Pick<OutboxEntry, 'correction' | 'last_error'>) =>
  correction && {
    system: correctedSystem(correction),
    entered: correction.to,
    notAllowed: isNotAllowed(last_error ?? ''),
  };

/** Whether the portal's answer says that it lets nobody, or not this desk, do that (RFC 9110, 15.5.4 and 15.5.6). */
const isNotAllowed = (error: string): boolean => /^HTTP 40[35]\b/.test(error);

type Concerned = Pick<Extract<AttentionItem, { kind: 'decision' }>, 'patientName' | 'birthDate'>;

const nobody = (): Concerned => ({ patientName: t.details.UNKNOWN.patient, birthDate: null });

/** Whom a decision without a request is about, puts on file, or corrects. */
function patientOfDecision(db: Db, row: Parameters<typeof subjectOf>[0] | undefined): Concerned {
  const patientId = row && (subjectOf(row).patientId ?? patientsNamed(row)[0]);
  const patient = patientId === undefined ? null : findPatient(db, patientId);
  return patient === null ? nobody() : { patientName: patient.name, birthDate: patient.birthDate };
}

function quarantined(db: Db): AttentionItem[] {
  return db
    .all(qb.selectFrom('quarantine').selectAll().orderBy('at_ms', 'desc').limit(MOST_SHOWN))
    .map((row) => ({ row, body: JSON.parse(row.body_json) as unknown }))
    .map(({ row, body }) => ({ row, body, choices: choicesIn(row, body) }))
    .map(({ row, body, choices }) => ({
      kind: 'quarantine',
      id: quarantineKey.write(row),
      resourceType: row.type,
      resourceId: row.id,
      versionId: row.version_id,
      reason: row.reason,
      detail: row.detail,
      takes: row.type === 'Appointment' ? unreadVisit(db, row.id, body) : null,
      asks: unreadRequest(db, body),
      resource: resourceText(row.body_json),
      at: row.at_ms,
      choices,
      ways: ways({ kind: 'quarantine', times: choices.length > 0 }),
    }));
}

/** More times than that nobody asks for in one request. */
const MOST_CHOICES = 10;

/** Of one that says two things of another kind no time can be chosen. */
function choicesIn(
  { type, reason, id }: Pick<PortalTables['quarantine'], 'type' | 'reason' | 'id'>,
  body: unknown,
) {
  const asked = type === 'Task' && reason === 'ambiguous' ? timesAsked(body) : null;
  return (asked?.times ?? [])
    .slice(0, MOST_CHOICES)
    .filter((time) => readTask(id, body, '', { ...time, asked: asked?.asked ?? '' }).ok);
}

/** Of a longer resource the rest helps nobody at a desk. */
const LONGEST_RESOURCE = 8000;

const resourceText = (json: string): string =>
  json === 'null' ? '' : shortened(JSON.stringify(JSON.parse(json), null, 2), LONGEST_RESOURCE);

function sheetNotWritten(db: Db): AttentionItem[] {
  const failure = readSheetFailure(db);
  return failure === null ? [] : [{ kind: 'sheet', id: 'sheet', ...failure, ways: ways({ kind: 'sheet' }) }];
}

/** Whom these requests are from: the matched patient, else as the portal says. */
function askers(db: Db, requestIds: readonly string[]): Map<string, Concerned> {
  const matched = db.all(
    qb
      .selectFrom('request')
      .crossJoin('patient')
      .whereRef('patient.id', '=', 'request.patient_id')
      .where('request.id', 'in', idList(requestIds))
      .select(['request.id', 'patient.name', 'patient.birth_date']),
  );
  const found = new Map<string, Concerned>(
    matched.map(({ id, name, birth_date }) => [id, { patientName: name, birthDate: birth_date }]),
  );
  for (const [id, name] of namesInPortal(
    db,
    requestIds.filter((id) => !found.has(id)),
  ))
    found.set(id, { patientName: name, birthDate: null });
  return found;
}
