import type { Actor } from '../../src-shared/domain/changes.ts';
import type { SystemCommand } from '../../src-shared/domain/commands.ts';
import type { Decision } from '../../src-shared/domain/decision.ts';
import { type NewPatient, newPatientProblems, tidied } from '../../src-shared/domain/new-patient.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import { type EpochMs, plainDateOf } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { Topic } from '../../src-shared/ipc/events.ts';
import type { AddedPatient } from '../../src-shared/ipc/patient-views.ts';
import type { EmailPreview } from '../../src-shared/ipc/request-views.ts';
import type { DecisionReceipt } from '../../src-shared/ipc/schedule-views.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { onceReadable } from '../db/once-readable.ts';
import { findRequest } from '../db/queries/requests.ts';
import { refuseWhenUnwritable } from '../db/storage-error.ts';
import type { Clock, Ids, Logger } from '../ports.ts';
import { runAutomationOf } from '../sync/automation.ts';
import { isVersionHidden } from '../sync/hidden-version.ts';
import type { Present } from '../sync/portal-clock.ts';
import { type Committed, commitDecision } from './commit-decision.ts';
import { previewOf } from './communication.ts';
import { createExpiry } from './expiry.ts';
import { commitNewPatient } from './new-patient.ts';
import {
  appointmentIdOf,
  type Preparation,
  type PreparedDecision,
  prepareDecision,
} from './prepare-decision.ts';
import { createReleaser } from './release-held.ts';
import { systemActor } from './system-actor.ts';
import { undoDecision } from './undo-decision.ts';

export interface DecisionsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** The desk: what the system does is recorded under it. */
  readonly identity: Actor;
  readonly rules: () => PracticeRules;
  /** The portal may have another policy: no cancellation is decided by it for now. Default: never, as where no portal is. */
  readonly policyHeld?: () => boolean;
  /** The practice's sender address; empty while no mail server is set up. */
  readonly fromAddress: () => string;
  readonly portalConfigured: () => boolean;
  /** The portal says itself that it keeps no answers of patients. Default: it keeps them. */
  readonly noAnswers?: () => boolean;
  /** The portal is only read: nobody decides anything, the policy and the clock included. Default: it is not. */
  readonly readOnly?: () => boolean;
  /**
   * Patients' answers given until then are known here; no proposal expires that ran out later. When it moves on, call
   * `reschedule`. Default: now, as where no portal is.
   */
  readonly answersKnownUntil?: () => EpochMs;
  /** What the present may be, by which rules count days and hours. Default: the desk's clock. */
  readonly present?: () => Present;
  /** Called after the commit. */
  readonly changed: (topics: readonly Topic[]) => void;
  /** Called after the commit: some decisions are ready for the portal. */
  readonly released: () => void;
  /** Called after the commit: some e-mails are ready. */
  readonly mailReady: () => void;
  /** A command that was given waits to be written. Nothing leaves before it: it may be an undo. Default: none does. */
  readonly writesWaiting?: () => boolean;
}

/** What the portal's news and the clock call for: never throws for an expected refusal, harmless when repeated. */
type Automate = (requestId: string, command: SystemCommand) => Result<DecisionReceipt, AppError>;

/** The one door through which requests and appointments change at this desk. */
export interface Decisions {
  /**
   * Carries a decision out, if the rules allow it, and commits it with everything that follows. Where an unresolved request of its patient is about the
   * appointment, changing or cancelling that answers the request, which the receipt names. Refusals: the domain's rejections
   * (`time-conflict` says in `conflict` what speaks against the time), `request-not-found`, `appointment-not-found`,
   * `patient-not-found`, `read-only`, `bad-input` on the schedule for a provider or location that is not known here, `disk-full`, `database-unwritable`; after
   * each of them nothing has been written.
   */
  decide(decision: Decision, actor: Actor): Result<DecisionReceipt, AppError>;
  /** The e-mail `decide` with the same decision would send now; `null` when it would send none. Writes nothing. */
  preview(decision: Decision): Result<EmailPreview | null, AppError>;
  /**
   * Puts a patient on file, known here at once and told to the portal. Refusals: the domain's problems with a field, the first
   * of them; `disk-full`, `database-unwritable`.
   */
  addPatient(given: NewPatient, actor: Actor): Result<AddedPatient, AppError>;
  /** After the commit of what was written to the outbox elsewhere: sets its timer, and tells of it. */
  announce(committed: Committed): void;
  /** `undo-too-late` once the decision may have left the desk, or something later builds on it. */
  undo(outboxId: string, actor: Actor): Result<null, AppError>;
  /** For the patient's answer, the policy, a newer request and the clock: without undo time, in the system's name. */
  automate: Automate;
  /** Sets the timers: undo times and expiries left by an earlier run are taken up. */
  start(): void;
  /** Proposals or answers may have come otherwise than through here (a pull): looks again which expires next. */
  reschedule(): void;
  /** Stops the timers. Decisions can still be made; they leave after the next start. */
  stop(): void;
}

/** What a decision may change on the screen. */
const DECIDED: readonly Topic[] = ['requests', 'schedule', 'attention', 'calls'];

export function createDecisions(deps: DecisionsDeps): Decisions {
  const { db, clock, ids } = deps;
  let running = false;
  const releaser = createReleaser({
    ...deps,
    changed: () => deps.changed(['requests', 'schedule', 'calls', 'attention']),
  });
  const readOnly = deps.readOnly ?? (() => false);
  const answersKnownUntil = deps.answersKnownUntil ?? clock.now;
  const present = deps.present ?? (() => ({ earliest: clock.now(), latest: clock.now() }));
  const expiry = createExpiry({
    db,
    clock,
    present: () => present().earliest,
    answersKnownUntil,
    expire(id) {
      const request = findRequest(db, id);
      const isHidden = request !== null && isVersionHidden(db, request);
      return !isHidden && automate(id, { type: 'expire' }).ok;
    },
  });

  /** After a commit: what is done is done, whoever holds the database now. */
  function reschedule(): void {
    onceReadable(clock, () => {
      if (!running) return;
      releaser.schedule();
      expiry.schedule();
    });
  }

  /** Where the present is uncertain a proposal is still open, and a visit is as near as it may be: nothing is done by itself too early. */
  function preparation({ command: { type } }: Decision): Preparation {
    const { earliest, latest } = present();
    return {
      db,
      ids,
      sender: {
        rules: deps.rules(),
        fromAddress: deps.fromAddress(),
        noAnswers: deps.noAnswers?.() ?? false,
        now: clock.now(),
      },
      present: type === 'expire' ? earliest : latest,
    };
  }

  function decide(decision: Decision, actor: Actor, undo: boolean): Result<DecisionReceipt, AppError> {
    if (readOnly()) return err({ code: 'read-only' });
    const performed = refuseWhenUnwritable(() =>
      db.transaction((): Result<readonly [PreparedDecision, Committed], AppError> => {
        const given = preparation(decision);
        const prepared = prepareDecision(given, decision);
        if (!prepared.ok) return prepared;
        const { rules, fromAddress, now } = given.sender;
        const committed = commitDecision(db, ids, {
          ...prepared.value,
          actor,
          now,
          undoMs: undo ? rules.undoSeconds * 1000 : 0,
          portalConfigured: deps.portalConfigured(),
          fromAddress,
        });
        return ok([prepared.value, committed]);
      }),
    );
    if (!performed.ok) return performed;
    const [prepared, committed] = performed.value;
    announce(committed);
    const { outboxId, undoUntil } = committed;
    return ok({
      outboxId,
      undoUntil,
      appointmentId: appointmentIdOf(prepared),
      requestId: prepared.requestId,
    });
  }

  /** Only after the commit: whoever listens reads what is durable. */
  function announce({ state }: Committed, topics: readonly Topic[] = DECIDED): void {
    reschedule();
    deps.changed(topics);
    if (state === 'ready') deps.released();
    if (state === 'done') deps.mailReady();
  }

  function automate(id: string, command: SystemCommand): Result<DecisionReceipt, AppError> {
    return decide({ on: 'request', id, command }, systemActor(command, deps.identity), false);
  }

  /** What the patient has said in the portal counts before what is decided here, also where the round that read it broke off. */
  function hear(decision: Decision): void {
    if (readOnly()) return;
    const { command } = decision;
    const appointmentId =
      decision.on === 'request'
        ? findRequest(db, decision.id)?.appointmentId
        : 'appointmentId' in command
          ? command.appointmentId
          : undefined;
    if (appointmentId === undefined) return;
    const moment = () => ({ now: present().latest, zone: deps.rules().practice.zone });
    const { logger, policyHeld = () => false } = deps;
    runAutomationOf({ db, logger, moment, automate, policyHeld }, appointmentId);
  }

  function preview(decision: Decision): Result<EmailPreview | null, AppError> {
    const prepared = prepareDecision(preparation(decision), decision);
    if (!prepared.ok) return prepared;
    const { communication } = prepared.value;
    return ok(communication && previewOf(communication));
  }

  function addPatient(given: NewPatient, actor: Actor): Result<AddedPatient, AppError> {
    if (readOnly()) return err({ code: 'read-only' });
    const { undoSeconds, practice } = deps.rules();
    const now = clock.now();
    const patient = tidied(given);
    const [problem] = Object.values(newPatientProblems(patient, plainDateOf(now, practice.zone)));
    if (problem !== undefined) return err({ code: problem });
    const portalConfigured = deps.portalConfigured();
    const added = refuseWhenUnwritable(() =>
      db.transaction(() =>
        ok(commitNewPatient(db, ids, { patient, actor, now, undoMs: undoSeconds * 1000, portalConfigured })),
      ),
    );
    if (!added.ok) return added;
    announce(added.value, ['patients']);
    const { patientId, outboxId, undoUntil } = added.value;
    return ok({ id: patientId, outboxId, undoUntil });
  }

  return {
    announce: (committed) => announce(committed, [...DECIDED, 'patients']),
    addPatient,
    decide(decision, actor) {
      const heard = refuseWhenUnwritable(() => ok(hear(decision)));
      return heard.ok ? decide(decision, actor, true) : heard;
    },
    preview,
    automate,
    undo(outboxId, actor) {
      const undone = refuseWhenUnwritable(() =>
        db.transaction(() => undoDecision(db, outboxId, actor, clock.now())),
      );
      if (!undone.ok) return undone;
      reschedule();
      deps.changed([...DECIDED, 'patients']);
      return ok(null);
    },
    start() {
      running = true;
      reschedule();
    },
    reschedule,
    stop() {
      running = false;
      releaser.stop();
      expiry.stop();
    },
  };
}
