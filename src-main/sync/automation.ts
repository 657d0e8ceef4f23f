import type { Selectable } from 'kysely';
import type { SystemCommand } from '../../src-shared/domain/commands.ts';
import {
  type Belonging,
  belongingOf,
  isPatientsOwn,
  type Moment,
  speaksFor,
} from '../../src-shared/domain/origin.ts';
import type { AppointmentRequest } from '../../src-shared/domain/request.ts';
import type { ErrorCode } from '../../src-shared/errors.ts';
import { type Db, qb } from '../db/db.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import { answersTo, originOf } from '../db/queries/origins.ts';
import { findRequest, requestsOfAppointment } from '../db/queries/requests.ts';
import type { Tables } from '../db/schema.ts';
import type { Logger } from '../ports.ts';
import type { Automate } from './sync-deps.ts';
import { withdrawnInPortal } from './withdrawn.ts';

/** How many appointments are looked at before others get a turn. */
const AT_ONCE = 500;

export interface AutomationDeps {
  readonly db: Db;
  readonly logger: Logger;
  /** The present, and the clinic's zone: who acts for a patient does so for a time. */
  readonly moment: () => Moment;
  readonly automate: Automate;
}

/**
 * Carries out what the portal's news calls for: a patient's answer or withdrawal, a newer request in place of an older, a cancellation
 * that needs no approval. What is due stands in the database until it has been looked at, so a crash in between loses
 * nothing. Only what has changed is looked at. True when any command was carried out.
 */
export function runAutomation(deps: AutomationDeps): boolean {
  const due = deps.db.all(
    qb.selectFrom('automation_due').selectAll().orderBy('appointment_id').limit(AT_ONCE),
  );
  const acted = carryOut(deps, due);
  return due.length === AT_ONCE ? runAutomation(deps) || acted : acted;
}

/** The same for what has been read about one appointment: before a person decides about it. */
export function runAutomationOf(deps: AutomationDeps, appointmentId: string): boolean {
  const due = qb.selectFrom('automation_due').selectAll().where('appointment_id', '=', appointmentId);
  return carryOut(deps, deps.db.all(due));
}

function carryOut({ db, logger, moment, automate }: AutomationDeps, due: readonly DueRow[]): boolean {
  let acted = false;
  for (const { appointment_id, arrived_request_id } of due) {
    for (const [requestId, command] of commandsFor({ db, moment }, appointment_id, arrived_request_id)) {
      const result = automate(requestId, command);
      if (result.ok) acted = true;
      // Not written, for now: it stays due.
      else if (STORAGE.has(result.error.code)) return acted;
      // The rules refuse what no longer applies, such as a policy that wants approval: nothing is left to do.
      else logger.info('automation-refused', { command: command.type, code: result.error.code });
    }
    db.run(
      qb
        .deleteFrom('automation_due')
        .where('appointment_id', '=', appointment_id)
        .where('arrived_request_id', '=', arrived_request_id),
    );
  }
  return acted;
}

type DueRow = Selectable<Tables['automation_due']>;

const STORAGE: ReadonlySet<ErrorCode> = new Set(['database-busy', 'database-unwritable', 'disk-full']);

type Due = readonly [requestId: string, command: SystemCommand];

/** In this order: what is withdrawn is not answered any more; an answer given before the patient asked again still counts. Each is derived as it is asked for. */
function* commandsFor(
  { db, moment }: Pick<AutomationDeps, 'db' | 'moment'>,
  appointmentId: string,
  arrivedRequestId: string,
): Generator<Due> {
  const belongs = (request: AppointmentRequest): Belonging => {
    const appointment = findAppointment(db, request.appointmentId);
    return appointment === null
      ? 'differs'
      : belongingOf(request, appointment, originOf(db, request.id), moment());
  };
  for (const request of unresolved(db, appointmentId))
    if (withdrawnInPortal(db, request.id)) yield [request.id, { type: 'patient-withdraws' }];
  for (const request of unresolved(db, appointmentId)) {
    const answer = answerTo(db, request, moment());
    if (answer) yield [request.id, answer];
  }
  // Only the patient takes back what the patient asked: not who asks in somebody else's name, nor whom nobody can tell.
  const open = unresolved(db, appointmentId);
  const newest = open.findLast((request) => belongs(request) === 'patient');
  for (const older of open.slice(0, newest ? open.indexOf(newest) : 0))
    if (newest && isPatientsOwn(belongs(older)))
      yield [older.id, { type: 'supersede', byRequestId: newest.id }];
  const arrived = arrivedRequestId === '' ? null : findRequest(db, arrivedRequestId);
  if (arrived?.kind === 'cancel' && arrived.status.state === 'open')
    yield [arrived.id, { type: 'apply-policy' }];
}

/** Oldest first, as the patient wrote them. */
const unresolved = (db: Db, appointmentId: string): AppointmentRequest[] =>
  requestsOfAppointment(db, appointmentId).filter((r) => r.status.state !== 'resolved');

/** The patient's answer to the proposal that stands, or of somebody who acts for them; the latest where there are several. */
function answerTo(db: Db, request: AppointmentRequest, moment: Moment): SystemCommand | null {
  if (request.status.state !== 'awaiting-patient') return null;
  const proposalAppointmentId = request.status.proposal.appointmentId;
  const row = db.get(
    qb.selectFrom('appointment').select(['portal_id', 'patient_id']).where('id', '=', proposalAppointmentId),
  );
  const { portal_id: portalId, patient_id: patientId } = row ?? {};
  if (!portalId || !patientId) return null;
  const latest = answersTo(db, portalId).findLast(
    ({ by }) => by !== null && speaksFor(by, patientId, moment),
  );
  return latest ? { type: 'patient-answer', answer: latest.answer, proposalAppointmentId } : null;
}
