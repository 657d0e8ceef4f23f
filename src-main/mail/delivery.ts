import type { Actor } from '../../src-shared/domain/changes.ts';
import { readEmailAddress } from '../../src-shared/domain/email-address.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { SyncStatus } from '../../src-shared/ipc/sync-views.ts';
import { t } from '../../src-shared/text/text.ts';
import type { Db } from '../db/db.ts';
import { DATABASE_BUSY_MS } from '../db/once-readable.ts';
import { isDatabaseBusy } from '../db/storage-error.ts';
import { errorSummary, ownId } from '../log-values.ts';
import type { Clock, Ids, Logger, MailAnswer, Mailer, OutgoingMail } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';
import { backoffMs } from '../timing/backoff.ts';
import { createBell } from '../timing/bell.ts';
import { createOneAtATime } from '../timing/one-at-a-time.ts';
import { pause } from '../timing/pause.ts';
import { sideBySide } from '../timing/side-by-side.ts';
import { addressMail, type MailSender, rememberLeft } from './address-mail.ts';
import {
  BACKOFF,
  dropReminder,
  type MailRow,
  mailboxOf,
  NO_ADDRESS,
  nextMail,
  postponeMail,
  recordAccepted,
  recordRefused,
  recordServerFailure,
} from './queue.ts';

/** A refused sign-in is tried again by itself this seldom, lest the mail server lock the account. */
const SIGN_IN_PAUSE_MS = 15 * 60_000;
const LAST_TRIES = 8;
/** Messages that may be on their way at the same time: more connections than these some servers refuse. */
const AT_ONCE = 3;
/** So long the next waits for the answer to the one before. */
const HEAD_START_MS = 2000;
/** A letter that has waited so long is looked at before it leaves: it may tell of a visit long past. */
const LATE_MS = 60 * 60_000;

export interface DeliveryDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** The mail server as Settings have it now; asked anew for each message. */
  readonly mailer: () => Mailer;
  /** In whose name messages leave; `null` while no mail server is set up. */
  readonly sender: () => MailSender | null;
  /** What it tells is not so any more. */
  readonly isOutdated: (mail: MailRow, now: EpochMs) => boolean;
  /** Whether that cannot be told yet: what the portal has by now is still to be read. Asked of reminders, and of what has waited long. */
  readonly awaitsNews: (mail: Pick<MailRow, 'kind'>) => boolean;
  /** Its patient has died, say: nothing is written to them any more. */
  readonly isToNobody: (mail: MailRow) => boolean;
  /** Stands on the history lines of what the mail server answered. */
  readonly systemActor: Actor;
  /** Called after the commit whenever a message's or the queue's state has changed. */
  readonly changed: () => void;
}

export interface Delivery {
  /** Begins with what is ready. */
  start(): void;
  /** Resolves when the messages being delivered, if any, have their answers and those are recorded. Sends nothing afterwards. */
  stop(): Promise<void>;
  /**
   * Something became ready, the mail settings changed, or somebody wants it tried now: ends every pause of the queue
   * (not that of a message the server itself put off).
   */
  wake(): void;
  /** Settings name another mail server, or another password: what the one before said counts no more. */
  connectionChanged(): void;
  /** What the last answer of the mail server says about the queue as a whole. */
  state(): SyncStatus['mail'];
  /** The same in its own words, or the code of its certificate's fault; `null` when there is nothing to add. */
  detail(): string | null;
}

/**
 * The durable delivery of e-mail: sends the `ready` rows of `mail`, oldest first.
 *
 * - Messages to one address never overtake each other; a message the server puts off, or is slow with, does not hold up those
 *   to others.
 * - While the server cannot be reached or refuses the sign-in, the whole queue pauses, and nothing is lost.
 * - At least once: an answer is recorded after it came, so a message may be sent again when the program or the connection died
 *   in between, under the same Message-ID. An answer that could not be recorded (a full disk) is recorded before
 *   anything else is sent.
 * - Sleeps on the clock until the next message is due; with nothing to do it sets no timer.
 */
export function createDelivery(deps: DeliveryDeps): Delivery {
  const { db, clock, ids, logger } = deps;
  let running = false;
  let state: SyncStatus['mail'] = 'ok';
  let detail: string | null = null;
  /** Failures of the server as a whole, in a row. */
  let failures = 0;
  /** The whole queue rests until then (`Clock.elapsed`); `Infinity`: until `wake`. */
  let pausedUntil = 0;
  let round: Promise<void> | null = null;
  const bell = createBell();
  /** `wake` came while a round was under way. */
  let again = false;
  /** Answers the database has not taken yet. */
  const unrecorded = new Map<MailRow['seq'], { readonly row: MailRow; readonly answer: MailAnswer }>();

  const recording = createOneAtATime(clock, () => pause(clock, 0));

  const alarm = createAlarm(clock, wake);

  function wake(): void {
    alarm.clear();
    if (!running) return;
    if (round) {
      again = true;
      bell.ring();
      return;
    }
    round = deliverDue().then((next) => {
      round = null;
      if (again) {
        again = false;
        pausedUntil = 0;
        wake();
      } else sleep(next);
    });
  }

  /** Sends what is due; resolves to the milliseconds until the next message is, or `null`. Never rejects. */
  async function deliverDue(): Promise<number | null> {
    try {
      recordAnswers();
      let waits: number | null = null;
      await sideBySide({
        clock,
        atOnce: AT_ONCE,
        headStartMs: HEAD_START_MS,
        bell,
        next(underWay) {
          if (!running || clock.elapsed() < pausedUntil) return null;
          const now = clock.now();
          const { due, wakeAt } = nextMail(
            db,
            now,
            underWay,
            (mail) => isLookedAt(mail, now) && deps.awaitsNews(mail),
          );
          waits = wakeAt === null ? null : wakeAt - now;
          return due && { key: mailboxOf(due), run: () => send(due) };
        },
      });
      if (running && clock.elapsed() >= pausedUntil) return waits;
    } catch (error) {
      if (isDatabaseBusy(error)) {
        pausedUntil = Math.max(pausedUntil, clock.elapsed() + DATABASE_BUSY_MS);
        return pausedUntil - clock.elapsed();
      }
      // The database refused (a full disk, say); an answer it did not take is kept in `unrecorded`.
      logger.error('mail-round-failed', errorSummary(error));
      rest('unreachable', null);
    }
    return pausedUntil - clock.elapsed();
  }

  async function send(due: MailRow): Promise<void> {
    // Nobody has to hear that a reminder was not needed any more.
    if (due.kind === 'reminder' && deps.isOutdated(due, clock.now())) {
      dropReminder(db, due, { now: clock.now(), actor: deps.systemActor });
      deps.changed();
      return;
    }
    const sender = deps.sender();
    const row = sender === null ? due : addressMail(db, due, sender);
    const answer = await ask(row);
    unrecorded.set(row.seq, { row, answer });
    await recording.do(() => {
      if (unrecorded.has(row.seq)) record(row, answer);
    });
  }

  function recordAnswers(): void {
    for (const { row, answer } of unrecorded.values()) record(row, answer);
  }

  async function ask(row: MailRow): Promise<MailAnswer> {
    const now = clock.now();
    if (isLookedAt(row, now) && deps.isOutdated(row, now))
      return { kind: 'refused', what: 'message', detail: t.details.detailText.toldTooLate };
    if (deps.isToNobody(row))
      return { kind: 'refused', what: 'recipient', detail: t.details.detailText.notWrittenTo };
    if (row.to_address === NO_ADDRESS)
      return { kind: 'refused', what: 'recipient', detail: t.details.detailText.noAddress };
    try {
      const answer = await deps.mailer().deliver(outgoing(row));
      // Whatever it means, the message is not to be sent again at once, and for ever.
      return Object.hasOwn(ANSWERS, answer.kind)
        ? answer
        : { kind: 'try-later', detail: t.details.detailText.notSent };
    } catch (error) {
      logger.error('mail-adapter-threw', { mail: ownId(row.id), ...errorSummary(error) });
      return { kind: 'try-later', detail: t.details.detailText.notSent };
    }
  }

  function record(row: MailRow, answer: MailAnswer): void {
    const now = clock.now();
    const by = { now, actor: deps.systemActor };
    switch (answer.kind) {
      case 'accepted':
        db.transaction(() => {
          rememberLeft(db, row, now);
          recordAccepted(db, row, by);
        });
        resume();
        break;
      case 'refused':
        recordRefused(db, row, answer.detail, by);
        resume();
        break;
      case 'sign-in-failed':
        state = 'sign-in-failed';
        detail = answer.detail;
        pausedUntil = clock.elapsed() + SIGN_IN_PAUSE_MS;
        break;
      case 'certificate':
        // Nothing was sent, so nothing is locked by trying: a renewed certificate is soon found.
        rest('certificate', answer.detail);
        break;
      case 'secret-elsewhere':
        state = answer.kind;
        detail = answer.detail;
        pausedUntil = Number.POSITIVE_INFINITY;
        break;
      case 'key-store':
        rest('key-store', null);
        break;
      case 'clear-text':
      case 'not-configured':
        state = answer.kind;
        detail = null;
        pausedUntil = Number.POSITIVE_INFINITY;
        break;
      case 'try-later':
        if (answer.scope === 'message') {
          // The answer may have been lost when the server had taken it already.
          rememberLeft(db, row, now);
          const wait = backoffMs(row.attempts + 1, ids.random(), BACKOFF);
          postponeMail(db, row, now + wait, answer.detail, by);
        } else {
          recordServerFailure(db, answer.detail, by);
          rest('unreachable', answer.detail);
        }
        break;
      default:
        answer satisfies never;
    }
    unrecorded.delete(row.seq);
    log(row, answer);
    deps.changed();
  }

  /** An answer that another program's lock kept from being recorded: for a moment more, or the message is sent again. */
  async function recordAtLast(): Promise<void> {
    for (let tries = LAST_TRIES; unrecorded.size > 0 && tries > 0; tries -= 1) {
      try {
        recordAnswers();
      } catch (error) {
        if (!isDatabaseBusy(error)) return;
        await pause(clock, DATABASE_BUSY_MS);
      }
    }
  }

  function resume(): void {
    failures = 0;
    pausedUntil = 0;
    state = 'ok';
    detail = null;
  }

  function rest(why: 'unreachable' | 'certificate' | 'key-store', said: string | null): void {
    failures += 1;
    state = why;
    detail = said;
    pausedUntil = clock.elapsed() + backoffMs(failures, ids.random(), BACKOFF);
  }

  function sleep(ms: number | null): void {
    if (!running || ms === null || ms === Number.POSITIVE_INFINITY) return;
    alarm.set(ms);
  }

  function log(row: MailRow, answer: MailAnswer): void {
    // The server's words stand in the row, and on the record.
    const fields = { mail: ownId(row.id), attempt: row.attempts + 1, answer: answer.kind };
    if (answer.kind === 'accepted') logger.info('mail-accepted', fields);
    else logger.warn('mail-not-accepted', fields);
  }

  return {
    start() {
      running = true;
      wake();
    },
    async stop() {
      running = false;
      alarm.clear();
      await round;
      await recordAtLast();
    },
    wake() {
      pausedUntil = 0;
      wake();
    },
    connectionChanged() {
      resume();
      deps.changed();
      wake();
    },
    state: () => state,
    detail: () => detail,
  };
}

/** Whether it is seen before it leaves if what it tells is so still. */
const isLookedAt = ({ kind, created_ms }: Pick<MailRow, 'kind' | 'created_ms'>, now: EpochMs): boolean =>
  kind === 'reminder' || now - created_ms >= LATE_MS;

/** Every answer that is known: a kind without a row here, or without a case in `record`, is a type error. */
const ANSWERS: Readonly<Record<MailAnswer['kind'], true>> = {
  accepted: true,
  refused: true,
  'sign-in-failed': true,
  'try-later': true,
  'not-configured': true,
  'clear-text': true,
  certificate: true,
  'secret-elsewhere': true,
  'key-store': true,
};

function outgoing(row: MailRow): OutgoingMail {
  const { calendar_method: method, calendar_ics: ics } = row;
  return {
    messageId: row.message_id,
    // An earlier version of the program queued what the portal had, as it stood there.
    to: { name: row.to_name, address: readEmailAddress(row.to_address) ?? row.to_address },
    subject: row.subject,
    text: row.text,
    html: row.html,
    calendar: (method === 'REQUEST' || method === 'CANCEL') && ics !== null ? { method, ics } : null,
  };
}
