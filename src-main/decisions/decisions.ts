import type { Actor, Changes } from '../../src-shared/domain/changes.ts';
import type { RequestCommand } from '../../src-shared/domain/commands.ts';
import { decide as decideByRules } from '../../src-shared/domain/decide.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { Topic } from '../../src-shared/ipc/events.ts';
import type { EmailPreview } from '../../src-shared/ipc/request-views.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import { refuseWhenUnwritable } from '../db/storage-error.ts';
import type { Clock, Ids, Logger } from '../ports.ts';
import { type Committed, commitDecision } from './commit-decision.ts';
import { communicate, previewOf, type Sender } from './communication.ts';
import { emailStillOnItsWay } from './email-on-its-way.ts';
import { createExpiry } from './expiry.ts';
import { readSituation, type Situation } from './facts-from-db.ts';
import { rejectionError } from './rejection.ts';
import { createReleaser } from './release-held.ts';
import { type SystemCommand, systemActor } from './system-actor.ts';
import { undoDecision } from './undo-decision.ts';

export interface DecisionsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** The built-in user at this desk; what the system does is recorded under this desk too. */
  readonly identity: Actor;
  readonly rules: () => PracticeRules;
  /** The practice's sender address; empty while no mail server is set up. */
  readonly fromAddress: () => string;
  readonly portalConfigured: () => boolean;
  /**
   * Patients' answers given until then are known here; no proposal expires that ran out later. When it moves on, call
   * `reschedule`. Default: now, as where no portal is.
   */
  readonly answersKnownUntil?: () => EpochMs;
  /** Called after the commit. */
  readonly changed: (topics: readonly Topic[]) => void;
  /** Called after the commit: some decisions are ready for the portal. */
  readonly released: () => void;
  /** Called after the commit: some e-mails are ready. */
  readonly mailReady: () => void;
}

export interface DecisionReceipt {
  /** `null`: nothing has to be delivered, so there is nothing to undo. */
  readonly outboxId: string | null;
  /** Undo is possible until then. */
  readonly undoUntil: EpochMs;
}

/** What the portal's news and the clock call for: never throws for an expected refusal, harmless when repeated. */
export type Automate = (requestId: string, command: SystemCommand) => Result<DecisionReceipt, AppError>;

/** The one door through which a request changes at this desk. */
export interface Decisions {
  /**
   * Decides on a request and commits it with everything that follows. Refusals: the domain's rejections (`slot-taken`
   * carries the appointments in `reference`), `request-not-found`, `patient-not-found`, `disk-full`,
   * `database-unwritable`; after each of them nothing has been written.
   */
  decide(requestId: string, command: RequestCommand, actor: Actor): Result<DecisionReceipt, AppError>;
  /** The e-mail `decide` with the same command would send now; `null` when it would send none. Writes nothing. */
  preview(requestId: string, command: RequestCommand): Result<EmailPreview | null, AppError>;
  /** `undo-too-late` when the decision is not `held` any more or a later one builds on it. */
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

export function createDecisions(deps: DecisionsDeps): Decisions {
  const { db, clock, ids } = deps;
  let running = false;
  const releaser = createReleaser({
    ...deps,
    changed: () => deps.changed(['requests', 'calls', 'attention']),
  });
  const answersKnownUntil = deps.answersKnownUntil ?? clock.now;
  const expiry = createExpiry({
    db,
    clock,
    answersKnownUntil,
    expire: (id) => automate(id, { type: 'expire' }).ok,
  });

  function reschedule(): void {
    if (!running) return;
    releaser.schedule();
    expiry.schedule();
  }

  function grant(
    requestId: string,
    command: RequestCommand,
    now: EpochMs,
  ): Result<{ situation: Situation; changes: Changes; sender: Sender }, AppError> {
    const rules = deps.rules();
    const situation = readSituation(db, requestId, command, { now, rules, newAppointmentId: ids.uuid() });
    if (!situation.ok) return situation;
    const { request, facts } = situation.value;
    const decided = decideByRules(request, command, facts);
    if (!decided.ok) return err(rejectionError(decided.error));
    if (command.type === 'resend-email' && emailStillOnItsWay(db, requestId))
      return err({ code: 'nothing-changed' });
    const sender = { rules, fromAddress: deps.fromAddress(), now };
    return ok({ situation: situation.value, changes: decided.value, sender });
  }

  function perform(
    requestId: string,
    command: RequestCommand,
    actor: Actor,
    undo: boolean,
  ): Result<DecisionReceipt, AppError> {
    const now = clock.now();
    const committed = refuseWhenUnwritable(() =>
      db.transaction((): Result<Committed, AppError> => {
        const granted = grant(requestId, command, now);
        if (!granted.ok) return granted;
        const { situation, changes, sender } = granted.value;
        return ok(
          commitDecision(db, ids, {
            command,
            situation,
            changes,
            communication: communicate(db, changes, situation.request, sender),
            actor,
            now,
            undoMs: undo ? sender.rules.undoSeconds * 1000 : 0,
            portalConfigured: deps.portalConfigured(),
            fromAddress: sender.fromAddress,
          }),
        );
      }),
    );
    if (!committed.ok) return committed;
    announce(committed.value);
    const { outboxId, undoUntil } = committed.value;
    return ok({ outboxId, undoUntil });
  }

  /** Only after the commit: whoever listens reads what is durable. */
  function announce({ state }: Committed): void {
    reschedule();
    deps.changed(['requests', 'schedule', 'attention', 'calls']);
    if (state === 'ready') deps.released();
    if (state === 'done') deps.mailReady();
  }

  function automate(requestId: string, command: SystemCommand): Result<DecisionReceipt, AppError> {
    return perform(requestId, command, systemActor(command, deps.identity), false);
  }

  return {
    decide: (requestId, command, actor) => perform(requestId, command, actor, true),
    automate,
    preview(requestId, command) {
      const granted = grant(requestId, command, clock.now());
      if (!granted.ok) return granted;
      const { situation, changes, sender } = granted.value;
      const communication = communicate(db, changes, situation.request, sender);
      return ok(communication && previewOf(communication));
    },
    undo(outboxId, actor) {
      const undone = refuseWhenUnwritable(() =>
        db.transaction(() => undoDecision(db, outboxId, actor, clock.now())),
      );
      if (!undone.ok) return undone;
      reschedule();
      deps.changed(['requests', 'schedule', 'attention', 'calls']);
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
