import { type Selectable, sql } from 'kysely';
import type { SystemCommand } from '../../src-shared/domain/commands.ts';
import { type Belonging, belongingOf, isPatientsOwn, type Moment } from '../../src-shared/domain/origin.ts';
import type { Deciding } from '../../src-shared/domain/portal-answer.ts';
import type { AppointmentRequest } from '../../src-shared/domain/request.ts';
import type { ErrorCode } from '../../src-shared/errors.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { answerToProposal } from '../db/queries/acceptances.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import { originOf } from '../db/queries/origins.ts';
import { findRequest, requestsOfAppointment } from '../db/queries/requests.ts';
import type { Tables } from '../db/schema.ts';
import type { Clock, Logger } from '../ports.ts';
import { inTurns } from '../timing/in-turns.ts';
import { isVersionHidden } from './hidden-version.ts';
import { givesWay, whoIsFirst } from './offer-followed.ts';
import type { Automate } from './sync-deps.ts';
import { withdrawnInPortal } from './withdrawn.ts';

export interface AutomationDeps {
  readonly db: Db;
  readonly logger: Logger;
  /** The present, and the clinic's zone: who acts for a patient does so for a time. */
  readonly moment: () => Moment;
  readonly automate: Automate;
  /** The portal may have another policy than this desk: nothing is decided by it for now. */
  readonly policyHeld: () => boolean;
}

/**
 * Carries out what the portal's news calls for: a patient's answer or withdrawal, a newer request in place of an older, a cancellation
 * that needs no approval. What is due stands in the database until it has been looked at, so a crash in between loses
 * nothing. Only what has changed is looked at.
 *
 * However much is due, others are let go first every few milliseconds (`inTurns`): each piece is looked at as things stand by then.
 */
export async function runAutomation(
  deps: AutomationDeps,
  clock: Pick<Clock, 'elapsed'>,
  standBack: () => Promise<boolean>,
): Promise<void> {
  let held: DueRow = { appointment_id: '', arrived_request_id: '' };
  await inTurns(clock, standBack, (isOver) => {
    do {
      const [due] = deps.db.all(firstAfter(held));
      if (due === undefined) return false;
      const ended = carryOut(deps, due);
      if (ended === 'unwritable') return false;
      if (ended === 'held') held = due;
    } while (!isOver());
    return true;
  });
}

/** The same for what has been read about one appointment: before a person decides about it. */
export function runAutomationOf(deps: AutomationDeps, appointmentId: string): void {
  for (const due of deps.db.all(dueAbout({ appointmentId })))
    if (carryOut(deps, due) === 'unwritable') return;
}

/** Whether a request has arrived that the policy may decide. */
export const isPolicyDue = (db: Db): boolean => db.get(anyArrived({})) !== undefined;

const anyArrived = prepared(() =>
  qb
    .selectFrom('automation_due')
    .select('appointment_id')
    .where('arrived_request_id', '>', sql.lit(''))
    .limit(sql.lit(1)),
);
const firstAfter = prepared((p: DueRow) =>
  qb
    .selectFrom('automation_due')
    .selectAll()
    .where(
      sql<boolean>`(appointment_id, arrived_request_id) > (${p.appointment_id}, ${p.arrived_request_id})`,
    )
    .orderBy('appointment_id')
    .orderBy('arrived_request_id')
    .limit(sql.lit(1)),
);
const dueAbout = prepared((p: { readonly appointmentId: string }) =>
  qb.selectFrom('automation_due').selectAll().where('appointment_id', '=', p.appointmentId),
);
const done = prepared((p: DueRow) =>
  qb
    .deleteFrom('automation_due')
    .where('appointment_id', '=', p.appointment_id)
    .where('arrived_request_id', '=', p.arrived_request_id),
);

/** `unwritable`: it could not be written, for now. It stays due then, as where the policy is held or a version cannot be shown. */
function carryOut(
  { db, logger, moment, automate, policyHeld }: AutomationDeps,
  due: DueRow,
): 'done' | 'held' | 'unwritable' {
  for (const [requestId, command] of commandsFor(
    { db, moment },
    due.appointment_id,
    due.arrived_request_id,
  )) {
    if (GOES_BY_POLICY.includes(command.type) && policyHeld()) return 'held';
    const request = findRequest(db, requestId);
    if (request && isVersionHidden(db, request)) return 'held';
    const result = automate(requestId, command);
    if (result.ok) continue;
    if (STORAGE.has(result.error.code)) return 'unwritable';
    // The rules refuse what no longer applies, such as a policy that wants approval: nothing is left to do.
    logger.info('automation-refused', { command: command.type, code: result.error.code });
  }
  // Looked at twice it does no harm: nobody waits for the disk.
  db.transaction(() => db.run(done(due)), { lasting: false });
  return 'done';
}

/** What the practice's policy decides: whether it takes a patient's own time stands there, too. */
const GOES_BY_POLICY: readonly SystemCommand['type'][] = ['apply-policy', 'patient-own-time'];

type DueRow = Selectable<Tables['automation_due']>;

const STORAGE: ReadonlySet<ErrorCode> = new Set(['database-busy', 'database-unwritable', 'disk-full']);

type Due = readonly [requestId: string, command: SystemCommand];

/** In this order: what is withdrawn is not answered any more; what another has cannot be had; an answer given before the patient asked again still counts. Each is derived as it is asked for. */
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
    const decided = answerToProposal(db, request, moment());
    if (!decided) continue;
    const visit = decided.answer === 'accepted' ? findAppointment(db, decided.time.id) : null;
    if (visit?.sharedOffer === undefined) yield [request.id, answering(decided)];
    else yield* whoIsFirst(db, visit, moment());
  }
  for (const request of unresolved(db, appointmentId)) {
    const due = givesWay(db, request, moment());
    if (due) yield due;
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

/** What the patient's answers decide, as a command. */
function answering(decided: Deciding<{ readonly id: string }>): SystemCommand {
  const proposalAppointmentId = decided.time.id;
  if (decided.answer !== 'own-time')
    return { type: 'patient-answer', answer: decided.answer, proposalAppointmentId };
  const { requested, comment } = decided;
  return { type: 'patient-own-time', proposalAppointmentId, requested, comment };
}
