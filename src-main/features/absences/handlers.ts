import { isWithin, LONGEST_ABSENCE_MS } from '../../../src-shared/domain/absence.ts';
import { slotsIn } from '../../../src-shared/domain/commands.ts';
import type { ReceptionistDecision } from '../../../src-shared/domain/decision.ts';
import type { SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AbsenceView, AbsenceVisit } from '../../../src-shared/ipc/absence-views.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import {
  endAbsence,
  findAbsence,
  openAbsences,
  saveAbsence,
  saveAbsenceVisits,
} from '../../db/queries/absences.ts';
import { findPractitioner } from '../../db/queries/people.ts';
import type { AbsenceTable } from '../../db/schema/schedule.ts';
import { refuseWhenUnwritable } from '../../db/storage-error.ts';
import type { Decisions } from '../../decisions/decisions.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, Ids, SheetPrinter } from '../../ports.ts';
import { printAnswer } from '../../print-answer.ts';
import { composeAbsence } from './compose.ts';
import { type AbsenceContext, readAbsence, readVisits, spanOf } from './read-absence.ts';

export interface AbsencesDeps extends Omit<AbsenceContext, 'now' | 'zone'> {
  readonly db: Db;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
  readonly decisions: Pick<Decisions, 'decide'>;
  readonly settings: () => SheetSettings;
  readonly printer: SheetPrinter;
  /** Called after an absence was begun, or closed. */
  readonly changed: () => void;
}

/** Providers who are away, and what becomes of their visits. */
export function absencesHandlers(
  deps: AbsencesDeps,
): Pick<
  Handlers,
  'absences.list' | 'absences.begin' | 'absences.get' | 'absences.end' | 'absences.decide' | 'absences.print'
> {
  const { db, ids, clock, rules, decisions, settings, printer, changed, ...reading } = deps;
  const context = (): AbsenceContext => ({
    ...reading,
    now: clock.now(),
    zone: rules().practice.zone,
  });
  const written = <T>(work: () => Result<T, AppError>): Result<T, AppError> => {
    const done = refuseWhenUnwritable(() => db.transaction(work));
    if (done.ok) changed();
    return done;
  };
  /** Reads it, and keeps the visits that are there now: they are named still when they are there no more. */
  const looked = (row: AbsenceTable): AbsenceView => {
    const view = readAbsence(db, row, context());
    refuseWhenUnwritable(() => db.transaction(() => ok(saveAbsenceVisits(db, toKeep(view)))));
    return view;
  };
  return {
    'absences.list': () =>
      ok(
        openAbsences(db)
          .map((row) => readAbsence(db, row, context()))
          // One that is past, with nothing left to do, closes by itself.
          .filter(({ end, left }) => end > clock.now() || left > 0)
          .map(({ visits: _, ...listed }) => listed),
      ),
    'absences.begin': ({ practitionerId, start, end }) => {
      const now = clock.now();
      if (end <= start || end <= now || end - start > LONGEST_ABSENCE_MS) return err({ code: 'bad-input' });
      if (!findPractitioner(db, practitionerId)) return err({ code: 'item-not-found' });
      return written(() =>
        ok({
          id: saveAbsence(db, {
            id: ids.uuid(),
            practitioner_id: practitionerId,
            start_ms: start,
            end_ms: end,
            created_ms: now,
          }),
        }),
      );
    },
    'absences.get': ({ id }) => {
      const row = findAbsence(db, id);
      return row ? ok(looked(row)) : err({ code: 'item-not-found' });
    },
    'absences.end': ({ id }) =>
      findAbsence(db, id)
        ? written(() => {
            endAbsence(db, id, clock.now());
            return ok(null);
          })
        : err({ code: 'item-not-found' }),
    'absences.decide': (input, { actor }) => {
      const row = findAbsence(db, input.id);
      if (!row) return err({ code: 'item-not-found' });
      const [visit] = readVisits(db, row, [input.visitId], context());
      if (visit === undefined) return err({ code: 'appointment-not-found' });
      if (!mayDecide(input, visit, row)) return err({ code: 'changed-since-shown' });
      return decisions.decide(input.decision, actor);
    },
    'absences.print': async ({ id }, caller) => {
      const row = findAbsence(db, id);
      if (!row) return err({ code: 'item-not-found' });
      const { paper } = settings();
      const html = composeAbsence(readAbsence(db, row, context()), {
        practice: rules().practice,
        at: clock.now(),
        paper,
      });
      return printAnswer(await printer.print(html, paper, caller));
    },
  };
}

const toKeep = ({ id, visits }: AbsenceView) =>
  visits.flatMap(({ appointment, patientName, start, end }) =>
    appointment === null || appointment.busy !== null
      ? []
      : [
          {
            absence_id: id,
            appointment_id: appointment.id,
            patient_name: patientName,
            start_ms: start,
            end_ms: end,
          },
        ],
  );

/** Whether a visit may be decided about together with others: as it was shown, while nothing is against it, and out of the absence. */
function mayDecide(
  { act, decision, shown }: CommandInput<'absences.decide'>,
  visit: AbsenceVisit,
  row: AbsenceTable,
): boolean {
  if (visit.state !== 'to-do' || visit.shown !== shown || visit.why[act] !== null) return false;
  if (!isAbout(decision, visit)) return false;
  const { command } = decision;
  if (act === 'cancel') return command.type === 'cancel-appointment';
  const isNewTime = command.type === 'propose' || (command.type === 'update' && visit.request === null);
  return isNewTime && slotsIn(command).every((slot) => !isWithin(spanOf(row), slot));
}

/** A patient who has asked for another time is proposed one: what they asked is answered, and they have the last word. */
const isAbout = (decision: ReceptionistDecision, visit: AbsenceVisit): boolean =>
  decision.on === 'request'
    ? decision.id === visit.request?.id
    : 'appointmentId' in decision.command && decision.command.appointmentId === visit.id;
